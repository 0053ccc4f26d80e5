package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.LongRunWarning;
import dev.scheduling.execution.TaskRunner;
import dev.scheduling.lock.RunLock;
import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.PeriodicTasks;
import dev.scheduling.periodic.TaskScope;
import dev.scheduling.store.PeriodicStore;

/**
 * Fires periodic tasks in this process. Internal to this library. It has two halves that
 * start and stop apart: runs, which a trigger needs too, and ticks, which only a node
 * that fires has. Threads: timer, a claimer for each lane, sweeper; the keepers of claims
 * and of locks; the finisher.
 */
public final class TickEngine {

	private final Clock clock;

	private final TickPlanner planner;

	private final TickTimer timer;

	private final TickClaimer claimer;

	private final TickClaimer durableClaimer;

	private final RunSweeper sweeper;

	private final RunLeases leases;

	private final RunFinisher finisher;

	private final InProcessLane lane;

	private final PeriodicTasks tasks;

	/**
	 * Creates an engine that does not run yet.
	 * @param settings what it needs to know of this process
	 * @param store the shared state of ticks
	 * @param durable how ticks of durable tasks are claimed
	 * @param locks the run locks
	 * @param executor where ticks run; no other work does
	 * @param longRuns watches runs
	 * @param tasks the tasks, complete once the engine starts
	 */
	public TickEngine(TickSettings settings, PeriodicStore store, DurableLane durable, RunLock locks,
			InProcessExecutor executor, LongRunWarning longRuns, Supplier<List<PeriodicTask>> tasks) {
		this.clock = store.clock();
		this.planner = new TickPlanner(settings.calls());
		StoreOutage outage = new StoreOutage();
		this.leases = new RunLeases(settings.node(), settings.lease(), store, settings.nanoTime(), settings.threads());
		this.finisher = new RunFinisher(store, outage, settings.threads());
		InstanceAdmission instance = new InstanceAdmission();
		this.lane = new InProcessLane(settings.node(), this.clock, executor, new TaskRunner(settings.nanoTime()),
				longRuns, new ClusterAdmission(this.clock, locks, this.leases, this.finisher), instance);
		this.claimer = new TickClaimer("claimer", settings, new InProcessClaims(settings, store, this.lane), this.clock,
				this.planner, outage);
		this.durableClaimer = new TickClaimer("durable claimer", settings,
				new DurableClaims(durable.store(), durable.jobs()), this.clock, this.planner, outage);
		TickDispatcher dispatcher = new TickDispatcher(this.planner, executor, this.lane, this.claimer,
				this.durableClaimer);
		this.timer = new TickTimer(this.clock, this.planner, dispatcher, settings.threads());
		this.sweeper = new RunSweeper(settings.node(), settings.lease(), store, outage, settings.threads());
		this.tasks = new LocalPeriodicTasks(tasks, settings, store, durable, executor, this.lane, instance);
	}

	/**
	 * Returns the view of the tasks, also usable while nothing runs.
	 * @return the tasks
	 */
	public PeriodicTasks tasks() {
		return this.tasks;
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
		plan();
		this.claimer.start(this.timer::wake);
		this.durableClaimer.start(this.timer::wake);
		this.timer.start();
		this.sweeper.start();
	}

	/** Plans the tasks; those of cluster scope as soon as the store knows them. */
	void plan() {
		List<PeriodicTask> scheduled = this.tasks.all().stream().filter((task) -> task.schedule().isPresent()).toList();
		Instant now = this.clock.instant();
		scheduled.stream()
			.filter((task) -> task.scope() == TaskScope.INSTANCE)
			.forEach((task) -> this.planner.add(task, now, now));
		this.claimer.register(scheduled.stream()
			.filter((task) -> task.scope() == TaskScope.CLUSTER && task.execution() != Execution.DURABLE)
			.toList());
		this.durableClaimer
			.register(scheduled.stream().filter((task) -> task.execution() == Execution.DURABLE).toList());
	}

	/** Does once what the threads of ticks do again and again, for tests that tick. */
	void pass() {
		this.timer.pass();
		this.claimer.pass();
		this.durableClaimer.pass();
		this.sweeper.pass();
	}

	/**
	 * Fires no more. Returns once nothing is claimed any more; runs go on.
	 */
	public void stopTicks() {
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
