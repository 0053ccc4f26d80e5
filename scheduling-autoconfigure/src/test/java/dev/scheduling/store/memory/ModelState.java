package dev.scheduling.store.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.scheduling.job.JobState;
import dev.scheduling.job.Priority;
import org.jspecify.annotations.Nullable;

/**
 * All of a queue in memory that matters, as the text that a script makes of one in Redis.
 */
public final class ModelState {

	private ModelState() {
	}

	/**
	 * Describes a queue.
	 * @param store the store
	 * @param name the queue
	 * @return the text
	 */
	public static String of(InMemoryJobStore store, String name) {
		MemoryQueue queue = store.jobsOf(name);
		List<String> lines = new ArrayList<>();
		for (Priority level : Priority.values()) {
			line(lines, "ready", queue.ready.of(level).stream().map(MemoryJob::key).toList());
		}
		line(lines, "waiting", queue.slots.waiting().stream().map(MemoryJob::key).sorted().toList());
		for (JobState state : List.of(JobState.SCHEDULED, JobState.RUNNING, JobState.SUCCEEDED, JobState.DEAD,
				JobState.CANCELLED, JobState.PARKED)) {
			line(lines, "timed", timed(queue.at(state), MemoryJob::until));
		}
		line(lines, "timed", entries(queue.retention.remembered(), "@"));
		line(lines, "timed",
				timed(queue.jobs.values()
					.stream()
					.filter((job) -> job.expiresAt != null && job.startedAt == null && !job.state.isFinished())
					.toList(), MemoryJob::expiresAt));
		queue.unique.describe()
			.forEach((place, keys) -> line(lines, place, entries(keys, place.equals("until") ? "@" : "=")));
		line(lines, "slots", entries(queue.slots.describe(), "="));
		line(lines, "jobs", queue.jobs.values().stream().map(ModelState::columns).sorted().toList());
		line(lines, "results", List.of(count(queue, (job) -> job.result), count(queue, (job) -> job.progress),
				Long.toString(queue.jobs.values().stream().mapToInt((job) -> job.log.size()).sum())));
		line(lines, "meta",
				List.of(queue.refused, queue.crashes, queue.counts().trimmed(), queue.expired, queue.ready.passed(), 0)
					.stream()
					.map(String::valueOf)
					.toList());
		line(lines, "paused", List.of((queue.pausedSince != null) ? "1" : "0"));
		line(lines, "wake", List.of(queue.marked ? "1" : "0"));
		return String.join("\n", lines);
	}

	private static String count(MemoryQueue queue, Function<MemoryJob, @Nullable Object> column) {
		return Long.toString(queue.jobs.values().stream().map(column).filter(Objects::nonNull).count());
	}

	private static void line(List<String> lines, String name, List<String> values) {
		lines.add(name + " " + String.join(" ", values));
	}

	private static List<String> timed(Collection<MemoryJob> jobs, Function<MemoryJob, Instant> time) {
		return jobs.stream().map((job) -> job.key() + "@" + time.apply(job).toEpochMilli()).sorted().toList();
	}

	private static List<String> entries(Map<String, ?> entries, String separator) {
		return entries.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + separator
					+ ((entry.getValue() instanceof Instant time) ? time.toEpochMilli() : entry.getValue()))
			.sorted()
			.toList();
	}

	private static String columns(MemoryJob job) {
		return String.join(":", job.key(), Integer.toString(job.failures), Integer.toString(job.crashes),
				(job.owner != null) ? job.owner : "", millis(job.startedAt), millis(job.finishedAt), flag(job),
				(job.error != null) ? job.error : "");
	}

	private static String flag(MemoryJob job) {
		if (job.state != JobState.RUNNING || !(job.cancelRequested || job.deleteRequested)) {
			return "";
		}
		return job.deleteRequested ? "d" : "c";
	}

	private static String millis(@Nullable Instant time) {
		return (time != null) ? Long.toString(time.toEpochMilli()) : "";
	}

}
