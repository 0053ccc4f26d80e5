package dev.scheduling.store;

/**
 * What came of deleting a job.
 */
public enum DeleteResult {

	/**
	 * It is gone.
	 */
	DELETED,

	/**
	 * It runs; it is cancelled, and gone when it has ended.
	 */
	REQUESTED,

	/**
	 * There is no such job.
	 */
	UNKNOWN

}
