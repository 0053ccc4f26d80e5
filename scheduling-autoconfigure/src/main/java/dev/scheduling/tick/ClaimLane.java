package dev.scheduling.tick;

import java.time.Instant;
import java.util.List;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.ClaimResult.Won;
import dev.scheduling.store.TaskStamp;

/**
 * How the ticks of one lane are claimed. Called by one thread.
 */
interface ClaimLane {

	/**
	 * Returns where the ticks of a task are kept; those of one place go in one call.
	 * @param task the task
	 * @return the place
	 */
	String place(PeriodicTask task);

	/**
	 * Returns how many ticks one call may claim.
	 * @return the number
	 */
	int batchSize();

	/**
	 * Makes tasks known to the store.
	 * @param place their place
	 * @param tasks the tasks
	 * @return their marks, in the same order
	 */
	List<Instant> register(String place, List<TaskStamp> tasks);

	/**
	 * Claims ticks.
	 * @param place their place
	 * @param batch the ticks
	 * @return what came of each, in the same order
	 */
	List<ClaimResult> claim(String place, List<ClaimRequest> batch);

	/**
	 * Runs a tick that was won.
	 * @param request the tick
	 * @param won what the store answered
	 */
	void run(ClaimRequest request, Won won);

}
