package dev.scheduling.store;

/**
 * What came of enqueueing a job.
 */
public enum EnqueueResult {

	/**
	 * The job is stored, now or by an earlier call with the same id and envelope.
	 */
	ACCEPTED,

	/**
	 * Another job has the id. Nothing was stored.
	 */
	DUPLICATE

}
