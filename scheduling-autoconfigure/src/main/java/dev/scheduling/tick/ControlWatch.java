package dev.scheduling.tick;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

import dev.scheduling.execution.Loop;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.store.StoreUnavailableException;
import dev.scheduling.store.TaskControlStore;
import dev.scheduling.tick.EffectiveTasks.Changes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Follows what operators say about tasks, on whichever node (rule T18). Told by the
 * store, and, should that message be lost, by the sweep. Safe for use by several threads.
 */
final class ControlWatch {

	private static final Log logger = LogFactory.getLog(ControlWatch.class);

	private static final Duration UNTIL_TOLD = Duration.ofMinutes(1);

	private final TaskControlStore store;

	private final EffectiveTasks tasks;

	private final StoreOutage outage;

	private final Consumer<Changes> onTasks;

	private final Consumer<List<PeriodicTask>> onUnknown;

	private final Runnable onChange;

	private final Loop loop;

	private final Queue<PeriodicTask> refused = new ConcurrentLinkedQueue<>();

	private List<PeriodicTask> planned = List.of();

	private boolean watching;

	private volatile boolean stale = true;

	/**
	 * Creates a watch that does not run yet.
	 * @param onTasks told of tasks that have changed, at the first time of all
	 * @param onUnknown told of all tasks each time that the store does not answer before
	 * the first time
	 * @param onChange told after each change
	 */
	ControlWatch(TaskControlStore store, EffectiveTasks tasks, StoreOutage outage, ThreadFactory threads,
			Consumer<Changes> onTasks, Consumer<List<PeriodicTask>> onUnknown, Runnable onChange) {
		this.store = store;
		this.tasks = tasks;
		this.outage = outage;
		this.onTasks = onTasks;
		this.onUnknown = onUnknown;
		this.onChange = onChange;
		this.loop = new Loop("operators", threads, this::pass);
	}

	void start() {
		this.loop.start();
	}

	void stop() {
		this.loop.stop();
		this.planned = List.of();
		this.stale = true;
	}

	/** Something may have changed. */
	void look() {
		this.stale = true;
		this.loop.wake();
	}

	/**
	 * Compares with what another thread has seen.
	 * @param changes how often something was changed
	 */
	void compare(long changes) {
		if (changes != this.tasks.changes()) {
			look();
		}
	}

	/**
	 * Looks whether a task is on another schedule by now.
	 * @param task a task whose claim was refused because of its schedule
	 */
	void check(PeriodicTask task) {
		this.refused.add(task);
		look();
	}

	long pass() {
		try {
			if (!this.watching) {
				this.store.watch(this::look);
				this.watching = true;
			}
			if (this.stale) {
				read();
			}
			return UNTIL_TOLD.toNanos();
		}
		catch (StoreUnavailableException ex) {
			if (this.planned.isEmpty()) {
				this.onUnknown.accept(this.tasks.all());
			}
			return this.outage.failed(ex).toNanos();
		}
	}

	private void read() {
		this.stale = false;
		try {
			this.tasks.apply(this.store.read());
			List<PeriodicTask> current = this.tasks.all();
			this.onTasks.accept(EffectiveTasks.compare(this.planned, current));
			this.planned = current;
			this.outage.ended();
		}
		catch (StoreUnavailableException ex) {
			this.stale = true;
			throw ex;
		}
		this.onChange.run();
		for (PeriodicTask task = this.refused.poll(); task != null; task = this.refused.poll()) {
			judge(task);
		}
	}

	private void judge(PeriodicTask refused) {
		String schedule = refused.schedule().map(Schedule::describe).orElse("off");
		String current = this.tasks.find(refused.name())
			.flatMap(PeriodicTask::schedule)
			.map(Schedule::describe)
			.orElse("off");
		if (schedule.equals(current)) {
			logger.warn(("Task '%s' stops on this node: another schedule than '%s' is in force in the cluster, "
					+ "set by a node that started later")
				.formatted(refused.name(), schedule));
		}
	}

}
