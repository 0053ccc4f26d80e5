package dev.scheduling.periodic;

/**
 * What happens to a cron tick whose local time does not exist because the clocks were set
 * forward over it. It concerns fixed-time expressions only: one whose hour field is a
 * wildcard follows real time and has nothing to make up for.
 */
public enum DstGapPolicy {

	/**
	 * Not given here: the next source in order decides, {@link #RUN_AFTER} at last.
	 */
	DEFAULT,

	/**
	 * One tick at the instant at which the gap ends, however many local times were in it.
	 */
	RUN_AFTER,

	/**
	 * No tick.
	 */
	SKIP

}
