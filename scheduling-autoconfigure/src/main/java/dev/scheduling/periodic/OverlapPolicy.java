package dev.scheduling.periodic;

/**
 * What happens to a tick that falls due while the task's last run is still alive. The
 * words are those of Temporal's schedules.
 */
public enum OverlapPolicy {

	/**
	 * Not given here: the next source in order decides, {@link #SKIP} at last.
	 */
	DEFAULT,

	/**
	 * The tick is dropped and counted.
	 */
	SKIP,

	/**
	 * One tick waits and starts as soon as the run has ended; further ones are dropped
	 * and counted.
	 */
	BUFFER_ONE,

	/**
	 * The tick runs beside the earlier run.
	 */
	ALLOW_ALL,

	/**
	 * The earlier run is asked to stop, and the tick starts when it has.
	 */
	CANCEL_RUNNING

}
