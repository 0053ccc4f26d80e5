package dev.scheduling.periodic;

/**
 * Decides right before a run whether it is left out. A bean of this type is named by the
 * attribute {@code skip-if} of a task. Called on the thread that would run the task, once
 * for each tick that this process has won; so it must be safe for use by several threads.
 */
@FunctionalInterface
public interface SkipPredicate {

	/**
	 * Decides about one run.
	 * @param context the run
	 * @return {@code true} to leave it out
	 * @throws Exception if that cannot be said: the run has failed, and the task's code
	 * is not called
	 */
	boolean test(TaskContext context) throws Exception;

}
