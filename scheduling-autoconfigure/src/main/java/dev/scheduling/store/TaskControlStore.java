package dev.scheduling.store;

import java.util.Map;
import java.util.Optional;

import dev.scheduling.periodic.TaskPause;

/**
 * What operators have said about tasks, for the whole cluster and over restarts: pauses,
 * schedules that were changed and tasks that were made at run time. Safe for use by
 * several threads.
 * <p>
 * Every method throws {@link StoreUnavailableException} when the store is out of reach;
 * whether the operation took effect is then unknown, and it may be repeated as it was.
 */
public interface TaskControlStore {

	/**
	 * The name under which all tasks are paused.
	 */
	String ALL = "*";

	/**
	 * Pauses a task, or all of them. A task that is paused already keeps its reason.
	 * @param task its name, or {@link #ALL}
	 * @param queue the queue of a durable task, or ""
	 * @param pause since when and why
	 */
	void pause(String task, String queue, TaskPause pause);

	/**
	 * Ends a pause. One of all tasks and one of a single task are apart.
	 * @param task its name, or {@link #ALL}
	 * @param queue the queue of a durable task, or ""
	 */
	void resume(String task, String queue);

	/**
	 * Keeps the schedule that replaces the defined one.
	 * @param task its name
	 * @param schedule the schedule as text
	 */
	void reschedule(String task, String schedule);

	/**
	 * Forgets the schedule that replaces the defined one.
	 * @param task its name
	 */
	void resetSchedule(String task);

	/**
	 * Keeps a task that was made at run time.
	 * @param task its name
	 * @param text the task as text
	 */
	void add(String task, String text);

	/**
	 * Forgets a task that was made at run time, and what was said about it.
	 * @param task its name
	 */
	void remove(String task);

	/**
	 * Reads all of it.
	 * @return the pauses and schedules as they are
	 */
	TaskControls read();

	/**
	 * Asks to be told of changes, whichever node makes them. A change may be told more
	 * than once, late, or, while the store is out of reach, not at all; then
	 * {@link SweepResult#changes()} shows it.
	 * @param onChange called by a thread that must not be held up
	 */
	void watch(Runnable onChange);

	/**
	 * What is in force.
	 *
	 * @param changes how often something was changed
	 * @param pauses pauses by the name of the task, or {@link #ALL}
	 * @param schedules schedules that replace the defined ones, as text, by the name of
	 * the task
	 * @param tasks tasks that were made at run time, as text, by their names
	 */
	record TaskControls(long changes, Map<String, TaskPause> pauses, Map<String, String> schedules,
			Map<String, String> tasks) {

		/**
		 * Before the first reading.
		 */
		public static final TaskControls UNKNOWN = new TaskControls(-1, Map.of(), Map.of(), Map.of());

		/**
		 * Returns the pause of a task.
		 * @param task its name
		 * @return its own pause, else that of all tasks, or empty if there is none
		 */
		public Optional<TaskPause> findPause(String task) {
			return Optional.ofNullable(this.pauses.get(task)).or(() -> Optional.ofNullable(this.pauses.get(ALL)));
		}

		/**
		 * Returns whether a task is paused.
		 * @param task its name
		 * @return {@code true} if it is, by its name or with all tasks
		 */
		public boolean isPaused(String task) {
			return findPause(task).isPresent();
		}

	}

}
