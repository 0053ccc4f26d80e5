package dev.scheduling.periodic;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The periodic tasks of this application. Safe for use by several threads.
 */
public interface PeriodicTasks {

	/**
	 * Returns the tasks, those that are off included.
	 * @return the tasks, ordered by name
	 */
	List<PeriodicTask> all();

	/**
	 * Finds a task.
	 * @param name its name
	 * @return the task, or empty if this application has none of that name
	 */
	Optional<PeriodicTask> find(String name);

	/**
	 * Returns the coming nominal times of a task.
	 * @param name the task's name
	 * @param count how many at most, not negative
	 * @return the times in order, none for a task that is off
	 * @throws IllegalArgumentException if this application has no such task
	 */
	List<Instant> nextRuns(String name, int count);

	/**
	 * Returns the last runs of a task in the cluster; for a task of instance scope those
	 * of this process.
	 * @param name the task's name
	 * @param count how many at most, not negative
	 * @return the runs, the latest first
	 * @throws IllegalArgumentException if this application has no such task
	 */
	List<TaskRun> recentRuns(String name, int count);

	/**
	 * Runs a task now, in this process; a durable one as a job. It obeys the task's
	 * overlap policy, ignores misfire and being off, and does not move the schedule.
	 * Returns as soon as the run is accepted.
	 * @param name the task's name
	 * @return whether it starts
	 * @throws IllegalArgumentException if this application has no such task
	 */
	TriggerResult trigger(String name);

	/**
	 * Runs a task now, once for each request: a second call with the same request within
	 * a day starts nothing, on whichever node it comes in.
	 * @param name the task's name
	 * @param request names the request, such as a form's token; not empty
	 * @return whether it starts, or has started by an earlier call
	 * @throws IllegalArgumentException if this application has no such task
	 */
	TriggerResult trigger(String name, String request);

	/**
	 * Adds a task at run time, or replaces one that was added before.
	 * <p>
	 * A durable task, which runs the job of a handler, is kept: it fires in the whole
	 * cluster, and also after restarts, until it is removed. A task with code of its own
	 * lives in this process alone, as long as it does; where several processes add it,
	 * each of its ticks runs on one of them.
	 * @param task the task, with a schedule; that of a durable one is made of cron
	 * expressions, an interval or a fixed delay, without limits
	 * @throws IllegalArgumentException if the application defines a task of that name, or
	 * something of the task cannot be kept
	 */
	void schedule(PeriodicTask task);

	/**
	 * Removes a task that was added at run time, on all nodes. What runs goes on; marks,
	 * counters and history of the task are deleted.
	 * @param name the task's name
	 * @throws IllegalArgumentException if no task of that name was added at run time
	 */
	void remove(String name);

}
