package dev.scheduling.tick;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
import dev.scheduling.store.ClaimResult.Buffered;
import dev.scheduling.store.ClaimResult.Repeated;
import dev.scheduling.store.ClaimResult.Won;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.TickAdmission;
import dev.scheduling.store.TriggerClaim;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The tasks of this application, answered from their definitions and the store.
 */
final class LocalPeriodicTasks implements PeriodicTasks {

	private final EffectiveTasks tasks;

	private final TickSettings settings;

	private final PeriodicStore store;

	private final DurableLane durable;

	private final InProcessExecutor executor;

	private final InProcessLane lane;

	private final InstanceAdmission instance;

	private final RuntimeTasks runtime;

	LocalPeriodicTasks(EffectiveTasks tasks, TickSettings settings, PeriodicStore store, DurableLane durable,
			InProcessExecutor executor, InProcessLane lane, InstanceAdmission instance, RuntimeTasks runtime) {
		this.runtime = runtime;
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
		return this.tasks.all();
	}

	@Override
	public Optional<PeriodicTask> find(String name) {
		return this.tasks.find(name);
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
		boolean here = require(name).rules().scope() == TaskScope.INSTANCE;
		return here ? this.instance.runs(name, count) : this.store.runs(name, count);
	}

	@Override
	public TriggerResult trigger(String name) {
		return trigger(require(name), null);
	}

	@Override
	public TriggerResult trigger(String name, String request) {
		Assert.hasText(request, "'request' must not be empty");
		return trigger(require(name), request);
	}

	private TriggerResult trigger(PeriodicTask task, @Nullable String request) {
		if (task.execution() == Execution.DURABLE) {
			this.durable.trigger(task, this.store.clock().instant(), request);
			return new TriggerResult.Started(ClaimedRun.UNCLAIMED);
		}
		Optional<Place> place = this.executor.reserve();
		if (place.isEmpty()) {
			return new TriggerResult.Refused("rejected");
		}
		try {
			return (task.rules().scope() == TaskScope.INSTANCE) ? triggerHere(task, place.get())
					: triggerInCluster(task, request, place.get());
		}
		catch (RuntimeException ex) {
			place.get().release();
			throw ex;
		}
	}

	private TriggerResult triggerHere(PeriodicTask task, Place place) {
		if (this.instance.isRunning(task.name())) {
			place.release();
			return new TriggerResult.Refused("overlap");
		}
		Instant now = this.store.clock().instant();
		return start(new ClaimedRun(task, now, Trigger.MANUAL, ClaimedRun.UNCLAIMED, Instant.MAX), place);
	}

	private TriggerResult triggerInCluster(PeriodicTask task, @Nullable String request, Place place) {
		TickAdmission admission = task.schedule().map(Schedule::isGrid).orElse(true)
				? MisfireRule.admission(task.rules().overlap()) : TickAdmission.AFTER_DELAY;
		ClaimResult result = this.store.trigger(this.settings.node(), this.settings.lease(),
				new TriggerClaim(task.name(), this.settings.calls().get(), admission, request));
		if (result instanceof Won won) {
			return start(new ClaimedRun(task, won.mark(), Trigger.MANUAL, won.token(), won.leaseUntil()), place);
		}
		place.release();
		if (result instanceof Repeated repeated) {
			return (repeated.token() >= 0) ? new TriggerResult.Started(repeated.token()) : new TriggerResult.Waiting();
		}
		return (result instanceof Buffered) ? new TriggerResult.Waiting() : new TriggerResult.Refused("overlap");
	}

	private TriggerResult start(ClaimedRun run, Place place) {
		this.lane.run(run, place);
		return new TriggerResult.Started(run.token());
	}

	@Override
	public void schedule(PeriodicTask task) {
		this.runtime.add(task);
	}

	@Override
	public void remove(String name) {
		this.runtime.remove(name);
	}

	private PeriodicTask require(String name) {
		return this.tasks.require(name);
	}

	private static void checkCount(int count) {
		Assert.isTrue(count >= 0, () -> "'count' (%d) must not be negative".formatted(count));
	}

}
