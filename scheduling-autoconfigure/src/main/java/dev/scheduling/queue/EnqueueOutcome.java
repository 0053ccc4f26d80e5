package dev.scheduling.queue;

/**
 * What became of one job of an enqueue that failed.
 */
public enum EnqueueOutcome {

	/**
	 * It is stored, and will run.
	 */
	STORED,

	/**
	 * It is not stored: the store refused it, or it was not sent any more.
	 */
	REFUSED,

	/**
	 * The store did not answer: it may or may not be stored. Looking it up by its id
	 * tells, once the store is back.
	 */
	UNKNOWN

}
