package dev.scheduling.job;

/**
 * What came of an operator's retry of a job.
 */
public enum RetryResult {

	/**
	 * It is in its queue again, with all its attempts.
	 */
	RETRIED,

	/**
	 * Another job holds its unique key. Nothing was changed.
	 */
	KEY_HELD,

	/**
	 * It is not {@link JobState#DEAD}, {@link JobState#CANCELLED} or
	 * {@link JobState#PARKED}. Nothing was changed.
	 */
	NOT_RETRYABLE,

	/**
	 * There is no such job, or it is no longer kept.
	 */
	UNKNOWN

}
