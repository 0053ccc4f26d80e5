package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.LongRunWarning;
import dev.scheduling.lock.RunLock;
import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.PeriodicTaskOperations;
import dev.scheduling.periodic.PeriodicTasks;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.StoreFailurePolicy;
import dev.scheduling.periodic.TaskScope;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.SweepResult;
import dev.scheduling.store.TaskControlStore;
import dev.scheduling.tick.EffectiveTasks.Changes;

/**
 * Fires periodic tasks in this process. Internal to this library. It has two halves that
 * start and stop apart: runs, which a trigger needs too, and ticks, which only a node
 * that fires has. Threads: timer, starts, a claimer for each lane, sweeper, the one that
 * follows operators; the keepers of claims and of locks; timeouts; the finisher.
 */
public final class TickEngine {

	private final Clock clock;

	private final EffectiveTasks effective;

	private final TickPlanner planner;

	private final TickTimer timer;

	private final TickClaimer claimer;

	private final TickClaimer durableClaimer;

	private final ControlWatch watch;

	private final WaitingRuns waiting;

	private final RunSweeper sweeper;

	private final RunLeases leases;

	private final RunFinisher finisher;

	private final InProcessLane lane;

	private final StoreOutage outage;

	private final PeriodicTasks tasks;

	private final PeriodicTaskOperations operations;

	/**
	 * Creates an engine that does not run yet.
	 * @param settings what it needs to know of this process
	 * @param store the shared state of ticks
	 * @param controls what operators say
	 * @param durable how ticks of durable tasks are claimed
	 * @param locks the run locks, for a store whose claims do not bring them
	 * @param executor where ticks run; no other work does
	 * @param longRuns watches runs
	 * @param tasks the tasks, complete once the engine starts
	 */
	public TickEngine(TickSettings settings, PeriodicStore store, TaskControlStore controls, DurableLane durable,
			RunLock locks, InProcessExecutor executor, LongRunWarning longRuns, Supplier<List<PeriodicTask>> tasks) {
		this.clock = store.clock();
		this.effective = new EffectiveTasks(tasks, durable.runtimeTasks()::read);
		this.planner = new TickPlanner(settings.calls());
		this.outage = new StoreOutage(this.clock);
		this.leases = new RunLeases(settings.node(), settings.lease(), store, settings.nanoTime(), settings.threads());
		this.finisher = new RunFinisher(store, this.outage, settings.threads());
		InstanceAdmission instance = new InstanceAdmission();
		this.lane = new InProcessLane(settings.node(), this.clock, executor, settings.threads(),
				new TaskCalls(settings.nanoTime(), longRuns, settings.threads()),
				new ClusterAdmission(this.clock, store.locksRuns() ? null : locks, this.leases, this.finisher),
				instance, this::endedHere);
		this.waiting = new WaitingRuns(settings, store, executor, this.lane, this.effective::all);
		this.finisher.tell(this::ended, this.waiting::take);
		this.watch = new ControlWatch(controls, this.effective, this.outage, settings.threads(), this::replan,
				this::planUnknown, this::controlsChanged);
		InProcessClaims inProcessClaims = new InProcessClaims(settings, store, this.lane);
		DurableClaims durableClaims = new DurableClaims(durable.store(), durable.jobs());
		this.claimer = new TickClaimer("claimer", settings, inProcessClaims, this.clock, this.planner, this.outage,
				this.watch::check);
		this.durableClaimer = new TickClaimer("durable claimer", settings, durableClaims, this.clock, this.planner,
				this.outage, this.watch::check);
		this.timer = new TickTimer(this.clock, this.planner, new TickDispatcher(this.planner, executor, this.lane,
				this.claimer, this.durableClaimer, this.effective::isPaused), settings.threads());
		this.sweeper = new RunSweeper(settings.node(), settings.lease(), store, this.outage, settings.threads(),
				this::swept);
		this.tasks = new LocalPeriodicTasks(this.effective, settings, store, durable, executor, this.lane, instance,
				new RuntimeTasks(this.effective, store, controls, durable, this.watch));
		this.operations = new LocalTaskOperations(this.effective, controls, store, durable,
				new PauseSettler(settings.calls()), inProcessClaims, durableClaims, this.watch);
	}

	/**
	 * Returns the view of the tasks, also usable while nothing runs.
	 * @return the tasks
	 */
	public PeriodicTasks tasks() {
		return this.tasks;
	}

	/**
	 * Returns what an operator does to the tasks, also usable while nothing runs.
	 * @return the operations
	 */
	public PeriodicTaskOperations operations() {
		return this.operations;
	}

	/**
	 * Returns whether the store is out of reach (rule T12). While nothing is due it is
	 * asked only every two thirds of a lease, and an outage may be seen that late.
	 * @return the outage, or empty if the store answered when it was last asked
	 */
	public Optional<Outage> outage() {
		return this.outage.current();
	}

	/**
	 * Makes runs possible.
	 */
	public void startRuns() {
		this.lane.start();
		this.finisher.start();
		this.leases.start();
	}

	/**
	 * Begins to fire. Does not wait for the store.
	 */
	public void startTicks() {
		this.claimer.start(this.timer::wake);
		this.durableClaimer.start(this.timer::wake);
		this.timer.start();
		this.sweeper.start();
		this.watch.start();
	}

	/** Plans tasks; those of cluster scope as soon as the store knows them. */
	private void replan(Changes changes) {
		List<PeriodicTask> tasks = changes.changed();
		Stream.concat(changes.removed().stream(), tasks.stream().map(PeriodicTask::name)).forEach((task) -> {
			this.claimer.forget(task);
			this.durableClaimer.forget(task);
			this.planner.remove(task);
		});
		List<PeriodicTask> scheduled = tasks.stream().filter((task) -> task.schedule().isPresent()).toList();
		Instant now = this.clock.instant();
		scheduled.stream()
			.filter((task) -> task.rules().scope() == TaskScope.INSTANCE)
			.forEach((task) -> this.planner.add(task, now, now));
		this.claimer.register(scheduled.stream()
			.filter((task) -> task.rules().scope() == TaskScope.CLUSTER && task.execution() != Execution.DURABLE)
			.toList());
		this.durableClaimer
			.register(scheduled.stream().filter((task) -> task.execution() == Execution.DURABLE).toList());
		this.timer.wake();
	}

	/**
	 * Plans what fires without a store too (rules T5, T12), before it has said what
	 * operators want: not so that it is registered, as its schedule may be another one.
	 */
	private void planUnknown(List<PeriodicTask> tasks) {
		Instant now = this.clock.instant();
		tasks.stream()
			.filter((task) -> task.schedule().isPresent() && task.execution() != Execution.DURABLE)
			.filter((task) -> task.rules().scope() == TaskScope.INSTANCE
					|| task.rules().onStoreFailure() == StoreFailurePolicy.RUN)
			.filter((task) -> !this.planner.isPlanned(task.name()))
			.forEach((task) -> this.planner.add(task, now, now));
		this.timer.wake();
	}

	private void controlsChanged() {
		this.leases.renewNow();
		this.sweeper.wake();
	}

	private void swept(SweepResult swept) {
		this.watch.compare(swept.changes());
		this.waiting.take(swept.waiting());
	}

	/** A run of cluster scope has ended, and the store knows. */
	private void ended(String task) {
		this.planner.runEnded(task, this.clock.instant());
		this.timer.wake();
	}

	private void endedHere(LiveRun run) {
		PeriodicTask task = run.claimed().task();
		if (task.rules().scope() == TaskScope.INSTANCE && !task.schedule().map(Schedule::isGrid).orElse(true)) {
			this.planner.complete(run.task(), this.clock.instant());
			this.timer.wake();
		}
	}

	/** Does once what the threads of ticks do again and again, for tests that tick. */
	void pass() {
		this.watch.pass();
		this.timer.pass();
		this.claimer.pass();
		this.durableClaimer.pass();
		this.lane.pass();
		this.sweeper.pass();
	}

	/**
	 * Looks at once for what has changed, in the definitions or by an operator.
	 */
	public void refresh() {
		this.watch.look();
	}

	/** Whether the store knows of the end of each run that has ended here. */
	boolean isSettled() {
		return this.finisher.isIdle();
	}

	/** Renews the claims of runs at once, for tests that tick. */
	void renew() {
		this.leases.renewNow();
	}

	/**
	 * Fires no more. Returns once nothing is claimed any more; runs go on.
	 */
	public void stopTicks() {
		this.watch.stop();
		this.timer.stop();
		this.claimer.stop();
		this.durableClaimer.stop();
		this.planner.clear();
	}

	/**
	 * Lets runs end within a budget, interrupts what is left, and frees what they hold.
	 * @param budget how long they may take
	 */
	public void stopRuns(Duration budget) {
		this.lane.stop(budget);
		this.leases.stop();
		this.sweeper.stop();
		this.finisher.stop();
	}

}
