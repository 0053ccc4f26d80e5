package dev.scheduling.periodic;

import java.time.Instant;

import dev.scheduling.RunContext;

/**
 * What a periodic task can learn about its run.
 */
public interface TaskContext extends RunContext {

	/**
	 * Returns the task's name.
	 * @return the name
	 */
	String task();

	/**
	 * Returns the nominal time of the tick, which is the same on every node and does not
	 * move when the run starts late. For a run that was triggered by hand it is the time
	 * of the trigger.
	 * @return the time
	 */
	Instant scheduledFor();

	/**
	 * Returns whether this run still holds the task's run lock.
	 * @return {@code false} once another node may run the task
	 */
	boolean isLockHeld();

}
