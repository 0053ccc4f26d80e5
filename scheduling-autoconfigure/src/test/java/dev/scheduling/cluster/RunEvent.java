package dev.scheduling.cluster;

/**
 * A run's start or end, as a node wrote it.
 *
 * @param task the task
 * @param nominal the tick's time in milliseconds
 * @param token the run's fencing token
 * @param kind what happened
 * @param nanoTime when, on the clock that all processes of this machine share
 * @param pid the process
 */
record RunEvent(String task, long nominal, long token, Kind kind, long nanoTime, long pid) {

	static RunEvent parse(String line) {
		String[] part = line.split(" ");
		return new RunEvent(part[0], Long.parseLong(part[1]), Long.parseLong(part[2]), Kind.valueOf(part[3]),
				Long.parseLong(part[4]), Long.parseLong(part[5]));
	}

	String toLine() {
		return "%s %d %d %s %d %d".formatted(this.task, this.nominal, this.token, this.kind, this.nanoTime, this.pid);
	}

	enum Kind {

		START,

		/** It returned. */
		END,

		/** It was interrupted, as its process had lost it or was stopping. */
		STOPPED

	}

}
