package dev.scheduling.periodic;

/**
 * What happens to a cron tick whose local time comes twice because the clocks were set
 * back over it. It concerns fixed-time expressions only: one whose hour field is a
 * wildcard follows real time and runs in both passes.
 */
public enum DstOverlapPolicy {

	/**
	 * Not given here: the next source in order decides, {@link #RUN_FIRST} at last.
	 */
	DEFAULT,

	/**
	 * One tick, at the first of the two times.
	 */
	RUN_FIRST,

	/**
	 * A tick at each of the two times.
	 */
	RUN_BOTH

}
