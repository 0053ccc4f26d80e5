package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TaskBody;
import dev.scheduling.periodic.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the runs of a task, on whichever node.
 */
final class RecordedRuns implements TaskBody {

	private final List<TaskContext> runs = new CopyOnWriteArrayList<>();

	@Override
	public @Nullable Object run(TaskContext context) {
		this.runs.add(context);
		return null;
	}

	List<TaskContext> contexts() {
		return this.runs;
	}

	List<Instant> nominalTimes() {
		return this.runs.stream().map(TaskContext::scheduledFor).toList();
	}

	List<Long> tokens() {
		return this.runs.stream().map(TaskContext::fencingToken).toList();
	}

	static PeriodicTask everySecond(String name, TaskBody body) {
		return PeriodicTask.named(name, body).schedule(Schedule.interval(Duration.ofSeconds(1), Duration.ZERO)).build();
	}

}
