package dev.scheduling.tick;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.PeriodicTaskOperations;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.ScheduleText;
import dev.scheduling.periodic.TaskPause;
import dev.scheduling.periodic.TaskScope;
import dev.scheduling.periodic.TickJob;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.TaskControlStore;

import org.springframework.util.Assert;

/**
 * Tells the store what an operator says, and this node at once.
 */
final class LocalTaskOperations implements PeriodicTaskOperations {

	private final EffectiveTasks tasks;

	private final TaskControlStore controls;

	private final PeriodicStore store;

	private final DurableLane durable;

	private final PauseSettler settler;

	private final ClaimLane inProcess;

	private final ClaimLane durableClaims;

	private final ControlWatch watch;

	LocalTaskOperations(EffectiveTasks tasks, TaskControlStore controls, PeriodicStore store, DurableLane durable,
			PauseSettler settler, ClaimLane inProcess, ClaimLane durableClaims, ControlWatch watch) {
		this.tasks = tasks;
		this.controls = controls;
		this.store = store;
		this.durable = durable;
		this.settler = settler;
		this.inProcess = inProcess;
		this.durableClaims = durableClaims;
		this.watch = watch;
	}

	@Override
	public void pause(String name, String reason) {
		this.controls.pause(name, queue(this.tasks.require(name)), pause(reason));
		this.watch.look();
	}

	@Override
	public void resume(String name) {
		PeriodicTask task = this.tasks.require(name);
		settle(task);
		this.controls.resume(name, queue(task));
		this.watch.look();
	}

	@Override
	public void pauseAll(String reason) {
		queues().forEach((queue) -> this.controls.pause(TaskControlStore.ALL, queue, pause(reason)));
		this.watch.look();
	}

	@Override
	public void resumeAll() {
		this.tasks.all().forEach(this::settle);
		queues().forEach((queue) -> this.controls.resume(TaskControlStore.ALL, queue));
		this.watch.look();
	}

	private void settle(PeriodicTask task) {
		if (task.rules().scope() == TaskScope.CLUSTER && this.controls.read().isPaused(task.name())) {
			this.settler.settle(task, (task.execution() == Execution.DURABLE) ? this.durableClaims : this.inProcess,
					clock().instant());
		}
	}

	private TaskPause pause(String reason) {
		return new TaskPause(Instant.ofEpochMilli(clock().millis()), reason);
	}

	/** The queue beside which a durable task's ticks are claimed, else "". */
	private static String queue(PeriodicTask task) {
		return task.job().map(TickJob::queue).orElse("");
	}

	private List<String> queues() {
		List<String> queues = new ArrayList<>(List.of(""));
		this.tasks.all()
			.stream()
			.map(LocalTaskOperations::queue)
			.filter((queue) -> !queue.isEmpty())
			.distinct()
			.forEach(queues::add);
		return queues;
	}

	@Override
	public Optional<TaskPause> findPause(String name) {
		this.tasks.require(name);
		return this.controls.read().findPause(name);
	}

	@Override
	public void reschedule(String name, Schedule schedule) {
		this.tasks.require(name);
		this.controls.reschedule(name, ScheduleText.write(schedule));
		this.watch.look();
	}

	@Override
	public void resetSchedule(String name) {
		this.tasks.require(name);
		this.controls.resetSchedule(name);
		this.watch.look();
	}

	@Override
	public int backfill(String name, Instant from, Instant to, String request) {
		PeriodicTask task = this.tasks.require(name);
		Schedule schedule = task.schedule()
			.filter(Schedule::isGrid)
			.orElseThrow(() -> new IllegalArgumentException(
					"Task '%s' has no fixed times to run again: it is off, or runs with a fixed delay"
						.formatted(name)));
		List<Instant> nominals = nominals(name, schedule, from, to);
		if (task.execution() == Execution.DURABLE) {
			this.durable.backfill(task, nominals, request);
		}
		else {
			this.store.backfill(name, nominals, request);
			this.watch.look();
		}
		return nominals.size();
	}

	private static List<Instant> nominals(String name, Schedule schedule, Instant from, Instant to) {
		List<Instant> nominals = new ArrayList<>();
		Optional<Instant> next = schedule.next(from.minusNanos(1));
		while (next.isPresent() && !next.get().isAfter(to)) {
			nominals.add(next.get());
			Assert.isTrue(nominals.size() <= PeriodicStore.MAX_BATCH,
					() -> "Task '%s' has more than %d ticks from %s to %s; backfill a shorter span".formatted(name,
							PeriodicStore.MAX_BATCH, from, to));
			next = schedule.next(next.get());
		}
		return nominals;
	}

	private Clock clock() {
		return this.store.clock();
	}

}
