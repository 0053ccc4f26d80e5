package dev.scheduling.periodic;

/**
 * What happens to ticks while the store that the cluster shares is out of reach.
 */
public enum StoreFailurePolicy {

	/**
	 * Not given here: the next source in order decides, {@link #SKIP} at last.
	 */
	DEFAULT,

	/**
	 * Nothing runs. Once the store is back, the ticks of that time are missed ticks.
	 */
	SKIP,

	/**
	 * Each node runs every tick, unclaimed and unlocked, with the fencing token -1. Once
	 * the store is back, nothing of that time is caught up. Not for durable tasks.
	 */
	RUN

}
