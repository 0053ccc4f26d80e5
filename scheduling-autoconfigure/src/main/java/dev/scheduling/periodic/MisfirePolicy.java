package dev.scheduling.periodic;

/**
 * What happens to ticks that were missed because no node was there to run them.
 */
public enum MisfirePolicy {

	/**
	 * Not given here: the next source in order decides, {@link #FIRE_ONCE} at last.
	 */
	DEFAULT,

	/**
	 * Missed ticks are counted and never run.
	 */
	SKIP,

	/**
	 * The latest missed tick runs, the others are counted.
	 */
	FIRE_ONCE,

	/**
	 * Missed ticks run one after another, oldest first, up to a limit.
	 */
	FIRE_ALL

}
