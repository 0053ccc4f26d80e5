package dev.scheduling.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * What one subject did in one window.
 *
 * @param subject its name
 * @param tasks how many tasks it had
 * @param lateness when its ticks started
 * @param cpuSeconds processor time of its processes
 * @param redis what its Redis did, {@code null} without one
 */
record TimingResult(String subject, int tasks, Lateness lateness, double cpuSeconds, @Nullable RedisCost redis) {

	/**
	 * What a Redis did.
	 *
	 * @param clientCalls commands that clients sent
	 * @param allCalls those and the commands that scripts called
	 * @param cpuSeconds processor time of the server
	 */
	record RedisCost(double clientCalls, double allCalls, double cpuSeconds) {

	}

}
