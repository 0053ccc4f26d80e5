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

}
