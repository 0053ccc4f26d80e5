package dev.scheduling.tick;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.StoreFailurePolicy;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.tick.ClaimLane.Batch;

/**
 * Makes the tasks of a lane known to the store, which says from where each is planned.
 * Safe for use by several threads, {@link #pass} by one.
 */
final class TaskRegistrar {

	private final ClaimLane lane;

	private final Clock clock;

	private final TickPlanner planner;

	private final Queue<PeriodicTask> unknown = new ConcurrentLinkedQueue<>();

	TaskRegistrar(ClaimLane lane, Clock clock, TickPlanner planner) {
		this.lane = lane;
		this.clock = clock;
		this.planner = planner;
	}

	void add(List<PeriodicTask> tasks) {
		this.unknown.addAll(tasks);
	}

	void remove(String name) {
		this.unknown.removeIf((task) -> task.name().equals(name));
	}

	void clear() {
		this.unknown.clear();
	}

	/**
	 * Registers what the store does not know yet. What it did not answer is left for the
	 * next pass.
	 * @param onRegistered called whenever tasks were added to the plan
	 */
	void pass(Runnable onRegistered) {
		this.lane.batches(List.copyOf(this.unknown), Function.identity()).forEach((batch) -> {
			register(batch);
			onRegistered.run();
		});
	}

	/**
	 * Plans what must fire while the store is out of reach (rule T12).
	 */
	void planUnclaimed() {
		Instant now = this.clock.instant();
		this.unknown.stream()
			.filter((task) -> task.rules().onStoreFailure() == StoreFailurePolicy.RUN)
			.filter((task) -> !this.planner.isPlanned(task.name()))
			.forEach((task) -> this.planner.add(task, now, now));
	}

	private void register(Batch<PeriodicTask> batch) {
		List<TaskStamp> stamps = batch.items()
			.stream()
			.map((task) -> new TaskStamp(task.name(), PlannedTask.stamp(task.schedule().orElseThrow())))
			.toList();
		List<Instant> marks = this.lane.register(batch.place(), stamps);
		Instant now = this.clock.instant();
		for (int i = 0; i < marks.size(); i++) {
			PeriodicTask task = batch.items().get(i);
			this.planner.add(task, marks.get(i), now);
			this.unknown.remove(task);
		}
	}

}
