package dev.scheduling.autoconfigure;

import java.time.Duration;

/**
 * What a client of ours may take its time for.
 *
 * @param timeout how long a command may take at most
 * @param blocking whether commands wait for something to happen, so that the
 * application's time-out does not count
 * @param reconnecting whether a connection that was cut is made anew, and what was not
 * answered sent again; else it is over with the first cut
 */
record ClientLimits(Duration timeout, boolean blocking, boolean reconnecting) {

	/** The longest time that anybody waits for an answer. */
	static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(2);

	/** Half of it: an enqueue tries twice. */
	private static final Duration ENQUEUE_TIMEOUT = Duration.ofSeconds(1);

	/** A renewal can fail and be tried again before the run must be told. */
	private static final int TRIES_PER_LEASE = 5;

	static ClientLimits forScripts(Duration lease) {
		return new ClientLimits(shorter(lease.dividedBy(TRIES_PER_LEASE), LONGEST_TIMEOUT), false, true);
	}

	static ClientLimits forBlocking(Duration longestWait) {
		return new ClientLimits(longestWait, true, true);
	}

	static ClientLimits forEnqueues() {
		return new ClientLimits(ENQUEUE_TIMEOUT, false, true);
	}

	/** What is asked about a connection's own writes must not be asked on another one. */
	static ClientLimits forConfirmedEnqueues() {
		return new ClientLimits(ENQUEUE_TIMEOUT, false, false);
	}

	/**
	 * Returns the time-out of commands.
	 * @param application the application's, zero for none
	 * @return the shorter one
	 */
	Duration commandTimeout(Duration application) {
		return (this.blocking || application.isZero()) ? this.timeout : shorter(application, this.timeout);
	}

	/**
	 * Returns the time-out of connecting.
	 * @param application the application's, zero for none
	 * @return the shorter one
	 */
	Duration connectTimeout(Duration application) {
		Duration longest = this.timeout.equals(ENQUEUE_TIMEOUT) ? ENQUEUE_TIMEOUT : LONGEST_TIMEOUT;
		return application.isZero() ? longest : shorter(application, longest);
	}

	private static Duration shorter(Duration left, Duration right) {
		return (left.compareTo(right) < 0) ? left : right;
	}

}
