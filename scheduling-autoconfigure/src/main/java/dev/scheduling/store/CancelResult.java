package dev.scheduling.store;

/**
 * What came of cancelling a job.
 */
public enum CancelResult {

	/**
	 * It had not started, and never will.
	 */
	CANCELLED,

	/**
	 * It runs; its worker learns of it at the next renewal, and it ends cancelled.
	 */
	REQUESTED,

	/**
	 * It had ended otherwise.
	 */
	FINISHED,

	/**
	 * There is no such job.
	 */
	UNKNOWN

}
