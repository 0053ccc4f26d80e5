package dev.scheduling.periodic;

/**
 * Where a tick's work runs.
 */
public enum Execution {

	/**
	 * Not given here: the next source in order decides, {@link #IN_PROCESS} at last.
	 */
	DEFAULT,

	/**
	 * In this process, on the executor of periodic tasks. At most once after its claim: a
	 * run that died is counted as lost and not repeated.
	 */
	IN_PROCESS,

	/**
	 * As a job in the durable queue: retried, and recovered after a crash.
	 */
	DURABLE

}
