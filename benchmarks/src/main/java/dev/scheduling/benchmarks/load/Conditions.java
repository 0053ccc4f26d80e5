package dev.scheduling.benchmarks.load;

import java.util.Map;

/**
 * What a scenario runs under.
 *
 * @param concurrency how many jobs a worker runs at once
 * @param nodes how many processes there are; the first one enqueues
 * @param fsync how often Redis writes to disk
 * @param properties for subjects that know them
 */
record Conditions(int concurrency, int nodes, String fsync, Map<String, String> properties) {

	private static final String EVERY_SECOND = "everysec";

	static Conditions concurrency(int concurrency) {
		return new Conditions(concurrency, 1, EVERY_SECOND, Map.of());
	}

}
