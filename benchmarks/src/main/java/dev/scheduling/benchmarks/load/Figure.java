package dev.scheduling.benchmarks.load;

/**
 * What a scenario tells.
 */
enum Figure {

	RATE("jobs/s", 0), EFFICIENCY("of the ideal", 3), P50("p50 ms", 2), P99("p99 ms", 2), MAX("max ms", 1),
	CPU("CPU µs a job", 1), REDIS_CPU("Redis CPU µs a job", 1), COMMANDS("Redis commands a job", 2),
	CALLS("client calls a job", 3), BYTES("bytes a queued job", 0), MEMORY("peak RSS MiB", 0);

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
