package dev.scheduling.cluster;

import java.time.Duration;

/**
 * Something that is done to a cluster.
 *
 * @param at when, from the start of the test
 * @param kind what is done
 * @param node to which node, of no meaning for Redis
 * @param amount how long it lasts; for a clock, how far from the truth it is set
 */
record Fault(Duration at, Kind kind, int node, Duration amount) {

	boolean isOfRedis() {
		return this.kind == Kind.STOP_REDIS || this.kind == Kind.KILL_REDIS;
	}

	Duration length() {
		return (this.kind == Kind.SET_CLOCK) ? Duration.ZERO : this.amount;
	}

	enum Kind {

		/** {@code kill -9}, and after a while another process in its place. */
		KILL_NODE,

		/** As a deployment does. */
		STOP_NODE,

		/** {@code SIGSTOP} and {@code SIGCONT}. */
		PAUSE_NODE,

		SET_CLOCK,

		STOP_REDIS,

		KILL_REDIS

	}

}
