package dev.scheduling.tick;

import java.util.Optional;

import dev.scheduling.periodic.TaskRun;

/**
 * Decides, where a run is about to call its code, whether it may, and keeps account of
 * what became of it.
 */
interface RunAdmission {

	/**
	 * Takes note of a run that waits for a thread from now on, until it is admitted or
	 * rejected.
	 * @param run the run
	 */
	void enqueued(ClaimedRun run);

	/**
	 * Admits a run.
	 * @param run the run
	 * @return the run with what it holds, or empty if it must not start and was accounted
	 * for
	 */
	Optional<LiveRun> admit(ClaimedRun run);

	/**
	 * Ends an admitted run whose code has returned.
	 * @param run the run
	 * @param record what the history keeps of it
	 */
	void end(LiveRun run, TaskRun record);

	/**
	 * Ends an admitted run that was left out after all.
	 * @param run the run
	 */
	void leaveOut(LiveRun run);

	/**
	 * Accounts for a run that had no place to start.
	 * @param run the run
	 */
	void reject(ClaimedRun run);

}
