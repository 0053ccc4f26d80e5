package dev.scheduling.store;

/**
 * What came of ending an attempt.
 */
public enum CompletionResult {

	/**
	 * The job moved as asked.
	 */
	ACCEPTED,

	/**
	 * The job had been cancelled while it ran, and has ended so.
	 */
	CANCELLED,

	/**
	 * The claim was lost before. Nothing was changed, apart from the count of such
	 * refusals.
	 */
	STALE

}
