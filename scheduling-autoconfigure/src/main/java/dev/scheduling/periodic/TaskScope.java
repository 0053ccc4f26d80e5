package dev.scheduling.periodic;

/**
 * Who runs a tick.
 */
public enum TaskScope {

	/**
	 * Not given here: the next source in order decides, {@link #CLUSTER} at last.
	 */
	DEFAULT,

	/**
	 * One node of the cluster, decided by the tick claim.
	 */
	CLUSTER,

	/**
	 * Each node runs every tick, without a claim and without catching up. Not for durable
	 * tasks.
	 */
	INSTANCE

}
