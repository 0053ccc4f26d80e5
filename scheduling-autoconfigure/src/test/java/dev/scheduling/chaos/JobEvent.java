package dev.scheduling.chaos;

/**
 * What a process has written of a job.
 *
 * @param kind what happened
 * @param id the job's id, or the name of its payload where there is no id yet
 * @param token the claim, 0 where there is none
 * @param detail more, without blanks
 * @param nanoTime when, on the clock that all processes of this machine share
 * @param pid the process
 */
record JobEvent(Kind kind, String id, long token, String detail, long nanoTime, long pid) {

	static JobEvent parse(String line) {
		String[] part = line.split(" ");
		return new JobEvent(Kind.valueOf(part[0]), part[1], Long.parseLong(part[2]), part[3], Long.parseLong(part[4]),
				Long.parseLong(part[5]));
	}

	String toLine() {
		return "%s %s %d %s %d %d".formatted(this.kind, this.id, this.token, this.detail, this.nanoTime, this.pid);
	}

	/** What happened, and what the detail is. */
	enum Kind {

		/** A producer begins to enqueue; the id is the payload's name. */
		CALLED,

		/** It was told that the job is stored; the payload's name. */
		STORED,

		/** It was told that the job is not stored. */
		REFUSED,

		/** It was told that nobody knows. */
		UNKNOWN,

		/** A worker was given the job. */
		CLAIMED,

		/** Its code begins; the payload's name. */
		STARTED,

		RETURNED,

		/** It threw. */
		FAILED,

		/** It was interrupted. */
		STOPPED,

		/** The worker begins to tell the store of the end; how it ended. */
		TOLD,

		/** The store has taken the end; how it ended. */
		ACCEPTED,

		/** The store has taken the end of a cancelled job; how it ended. */
		CANCELLED,

		/** The store has refused the end. */
		STALE;

		boolean isEndOfCode() {
			return this == RETURNED || this == FAILED || this == STOPPED;
		}

		boolean isAnswer() {
			return this == ACCEPTED || this == CANCELLED || this == STALE;
		}

	}

}
