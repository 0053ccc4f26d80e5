package dev.scheduling.testing;

/**
 * What was done and can cost a run its lease.
 *
 * @param kind what it was
 * @param pid the process, 0 where it concerns all
 * @param begin when it began at the earliest, on the clock of the events
 * @param end when it was over for certain: the process dead, going on, or Redis answering
 */
public record Disturbance(Kind kind, long pid, long begin, long end) {

	boolean concerns(long process) {
		return this.kind == Kind.OUTAGE || this.kind == Kind.WIPE || this.pid == process;
	}

	boolean meets(long from, long to) {
		return this.begin <= to && this.end >= from;
	}

	public enum Kind {

		/** A process was killed. */
		DEATH,

		/** A process stood still. */
		PAUSE,

		/** The way of a process to Redis was cut, again and again or for a time. */
		CUT,

		/** Redis did not answer. */
		OUTAGE,

		/** Redis has lost everything. */
		WIPE

	}

}
