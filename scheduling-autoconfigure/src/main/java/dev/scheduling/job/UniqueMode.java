package dev.scheduling.job;

/**
 * What becomes of a job whose unique key another job holds.
 */
public enum UniqueMode {

	/**
	 * It is refused, with a {@link DuplicateJobException}.
	 */
	REJECT,

	/**
	 * It takes the place of the other one, which ends as {@link JobState#CANCELLED}; it
	 * is refused while the other one runs. With a delay, a burst of jobs becomes one job
	 * after the burst.
	 */
	REPLACE,

	/**
	 * It takes the place of the other one as long as that was never started. Once that
	 * was started, it waits for that one's end, retries included, and is itself replaced
	 * by a later one: at most one job is under way, and at most one waits behind it.
	 */
	KEEP_LATEST

}
