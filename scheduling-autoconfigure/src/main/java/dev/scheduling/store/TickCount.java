package dev.scheduling.store;

/**
 * What a tick is counted as. Between two readings of a task's {@link TickLedger} the
 * counts, with the ticks that run, add up to the ticks of its schedule.
 */
public enum TickCount {

	/**
	 * It ran to its end, well or not.
	 */
	RUN("runs"),

	/**
	 * An earlier run was alive, or somebody else held the run lock.
	 */
	SKIPPED_OVERLAP("skipped.overlap"),

	/**
	 * The task was paused.
	 */
	SKIPPED_PAUSED("skipped.paused"),

	/**
	 * The task's predicate left it out.
	 */
	SKIPPED_CONDITION("skipped.condition"),

	/**
	 * No executor in the cluster had a place.
	 */
	SKIPPED_REJECTED("skipped.rejected"),

	/**
	 * Its claim was lost while it waited for a thread, as after a pause of its process.
	 */
	SKIPPED_LATE("skipped.late"),

	/**
	 * The run lock could not be asked for.
	 */
	SKIPPED_STORE("skipped.store"),

	/**
	 * It was missed, and a later one ran for it.
	 */
	MISSED_COALESCED("missed.coalesced"),

	/**
	 * It was missed, and the task's policy is not to make up for it.
	 */
	MISSED_POLICY("missed.policy"),

	/**
	 * It was missed, and more than the limit were missed after it.
	 */
	MISSED_LIMIT("missed.limit"),

	/**
	 * It was missed, or its job had waited, for longer than its window.
	 */
	MISSED_WINDOW("missed.window"),

	/**
	 * Its run's lease ended before the run did.
	 */
	LOST_CRASH("lost.crash");

	private final String key;

	TickCount(String key) {
		this.key = key;
	}

	/**
	 * Returns the name under which it is stored.
	 * @return the name
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Returns the count of a stored name.
	 * @param key the name
	 * @return the count
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public static TickCount of(String key) {
		for (TickCount count : values()) {
			if (count.key.equals(key)) {
				return count;
			}
		}
		throw new IllegalArgumentException("No tick count is stored as '%s'".formatted(key));
	}

}
