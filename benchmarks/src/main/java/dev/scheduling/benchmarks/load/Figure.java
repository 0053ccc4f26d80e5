package dev.scheduling.benchmarks.load;

/**
 * What a scenario tells.
 */
enum Figure {

	RATE("jobs/s", 0), EFFICIENCY("of the ideal", 3), START("start, ms", 0), P50("p50 ms", 2), P99("p99 ms", 2),
	MAX("max ms", 1), TICKS("ticks started", 0), TICK_P50("tick p50 ms", 2), TICK_P99("tick p99 ms", 2),
	CPU("CPU µs a job", 1), REDIS_CPU("Redis CPU µs a job", 1), COMMANDS("Redis commands a job", 2),
	CALLS("client calls a job", 3), IDLE_CALLS("client calls a second", 2),
	IDLE_COMMANDS("commands in scripts a second", 2), BYTES("bytes a queued job", 0), MEMORY("peak RSS MiB", 0);

	private final String title;

	private final int decimals;

	Figure(String title, int decimals) {
		this.title = title;
		this.decimals = decimals;
	}

	String title() {
		return this.title;
	}

	int decimals() {
		return this.decimals;
	}

}
