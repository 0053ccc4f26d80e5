package dev.scheduling.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.JobState;
import dev.scheduling.store.QueueRetention;

/**
 * What a queue keeps of jobs that have ended, and the ids of those it has removed, for as
 * long as one may come again. Guarded by its store.
 */
final class MemoryRetention {

	static final Duration CANCELLED = Duration.ofHours(1);

	private static final int KEPT_CANCELLED = 10_000;

	private final MemoryQueue queue;

	private final Map<String, Instant> remembered = new HashMap<>();

	QueueRetention kept = QueueRetention.DEFAULTS;

	private long trimmed;

	MemoryRetention(MemoryQueue queue) {
		this.queue = queue;
	}

	boolean remembers(String key) {
		return this.remembered.containsKey(key);
	}

	Map<String, Instant> remembered() {
		return Map.copyOf(this.remembered);
	}

	/** How many jobs were removed before their time. */
	long trimmed() {
		return this.trimmed;
	}

	/**
	 * Removes a job, and keeps its id for a while.
	 * @param job the job
	 */
	void remember(MemoryJob job) {
		this.queue.jobs.remove(job.key());
		this.queue.removeWaiting(job);
		this.remembered.put(job.key(), this.queue.now().plus(MemoryJob.SHORTEST_RETENTION));
	}

	/**
	 * Removes what is kept long enough.
	 * @param most how many jobs of each state at most
	 */
	void trim(int most) {
		for (JobState state : List.of(JobState.SUCCEEDED, JobState.DEAD, JobState.CANCELLED)) {
			List<MemoryJob> over = this.queue.at(state).stream().filter(this.queue::isOver).limit(most).toList();
			over.forEach((job) -> this.queue.jobs.remove(job.key()));
			List<MemoryJob> kept = this.queue.at(state);
			List<MemoryJob> surplus = kept.subList(0,
					Math.max(0, Math.min(kept.size() - limit(state), most - over.size())));
			surplus.forEach(this::remember);
			this.trimmed += surplus.size();
		}
		this.remembered.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().isAfter(this.queue.now()))
			.sorted(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
			.limit(most)
			.map(Map.Entry::getKey)
			.toList()
			.forEach(this.remembered::remove);
		this.queue.unique.trim(this.queue.now(), most);
	}

	private int limit(JobState state) {
		return switch (state) {
			case SUCCEEDED -> this.kept.succeededLimit();
			case DEAD -> this.kept.deadLimit();
			default -> KEPT_CANCELLED;
		};
	}

}
