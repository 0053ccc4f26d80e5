package dev.scheduling.tick;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.InProcessExecutor.Place;
import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.PeriodicTasks;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TaskRun;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.periodic.TaskScope;
import dev.scheduling.periodic.TriggerResult;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.ClaimResult.Won;
import dev.scheduling.store.PeriodicStore;

import org.springframework.util.Assert;

/**
 * The tasks of this application, answered from their definitions and the store.
 */
final class LocalPeriodicTasks implements PeriodicTasks {

	private final Supplier<List<PeriodicTask>> tasks;

	private final TickSettings settings;

	private final PeriodicStore store;

	private final DurableLane durable;

	private final InProcessExecutor executor;

	private final InProcessLane lane;

	private final InstanceAdmission instance;

	LocalPeriodicTasks(Supplier<List<PeriodicTask>> tasks, TickSettings settings, PeriodicStore store,
			DurableLane durable, InProcessExecutor executor, InProcessLane lane, InstanceAdmission instance) {
		this.tasks = tasks;
		this.settings = settings;
		this.store = store;
		this.durable = durable;
		this.executor = executor;
		this.lane = lane;
		this.instance = instance;
	}

	@Override
	public List<PeriodicTask> all() {
		return this.tasks.get();
	}

	@Override
	public Optional<PeriodicTask> find(String name) {
		return all().stream().filter((task) -> task.name().equals(name)).findFirst();
	}

	@Override
	public List<Instant> nextRuns(String name, int count) {
		checkCount(count);
		List<Instant> runs = new ArrayList<>();
		Optional<Schedule> schedule = require(name).schedule();
		Optional<Instant> next = schedule.flatMap((known) -> known.next(this.store.clock().instant()));
		while (runs.size() < count && next.isPresent()) {
			runs.add(next.get());
			next = schedule.orElseThrow().next(next.get());
		}
		return runs;
	}

	@Override
	public List<TaskRun> recentRuns(String name, int count) {
		checkCount(count);
		boolean here = require(name).scope() == TaskScope.INSTANCE;
		return here ? this.instance.runs(name, count) : this.store.runs(name, count);
	}

	@Override
	public TriggerResult trigger(String name) {
		PeriodicTask task = require(name);
		if (task.execution() == Execution.DURABLE) {
			this.durable.trigger(task, this.store.clock().instant());
			return new TriggerResult.Started(-1);
		}
		Optional<Place> place = this.executor.reserve();
		if (place.isEmpty()) {
			return new TriggerResult.Refused("rejected");
		}
		try {
			return (task.scope() == TaskScope.INSTANCE) ? triggerHere(task, place.get())
					: triggerInCluster(task, place.get());
		}
		catch (RuntimeException ex) {
			place.get().release();
			throw ex;
		}
	}

	private TriggerResult triggerHere(PeriodicTask task, Place place) {
		if (this.instance.isRunning(task.name())) {
			return refuse("overlap", place);
		}
		Instant now = this.store.clock().instant();
		return start(new ClaimedRun(task, now, Trigger.MANUAL, -1, Instant.MAX), place);
	}

	private TriggerResult triggerInCluster(PeriodicTask task, Place place) {
		ClaimResult result = this.store.trigger(this.settings.node(), this.settings.lease(), task.name(),
				this.settings.calls().get());
		return (result instanceof Won won)
				? start(new ClaimedRun(task, won.mark(), Trigger.MANUAL, won.token(), won.leaseUntil()), place)
				: refuse("overlap", place);
	}

	private TriggerResult start(ClaimedRun run, Place place) {
		this.lane.run(run, place);
		return new TriggerResult.Started(run.token());
	}

	private static TriggerResult refuse(String reason, Place place) {
		place.release();
		return new TriggerResult.Refused(reason);
	}

	private PeriodicTask require(String name) {
		return find(name).orElseThrow(() -> new IllegalArgumentException("No periodic task is named '%s'; there are %s"
			.formatted(name, all().stream().map(PeriodicTask::name).collect(Collectors.joining("', '", "'", "'")))));
	}

	private static void checkCount(int count) {
		Assert.isTrue(count >= 0, () -> "'count' (%d) must not be negative".formatted(count));
	}

}
