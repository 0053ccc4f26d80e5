package dev.scheduling.benchmarks.load;

import java.util.EnumMap;
import java.util.Map;

import dev.scheduling.benchmarks.RedisMonitor;
import dev.scheduling.benchmarks.RedisUse;
import org.jspecify.annotations.Nullable;

/**
 * What was used so far, or in a span of time.
 *
 * @param cpuSeconds processor time of the subject's processes
 * @param redis what Redis did, {@code null} for a subject without
 */
record Usage(double cpuSeconds, @Nullable RedisUse redis) {

	Usage since(Usage earlier) {
		RedisUse difference = (this.redis != null && earlier.redis != null) ? this.redis.since(earlier.redis) : null;
		return new Usage(this.cpuSeconds - earlier.cpuSeconds, difference);
	}

	/**
	 * Shares it out among jobs.
	 * @param jobs how many
	 * @param calls tells which commands clients sent
	 * @return the figures, open for more
	 */
	Map<Figure, Double> perJob(int jobs, @Nullable RedisMonitor calls) {
		Map<Figure, Double> figures = new EnumMap<>(Figure.class);
		figures.put(Figure.CPU, this.cpuSeconds * 1e6 / jobs);
		if (this.redis != null) {
			figures.put(Figure.REDIS_CPU, this.redis.cpuSeconds() * 1e6 / jobs);
			figures.put(Figure.COMMANDS, (double) RedisMonitor.sum(this.redis.calls()) / jobs);
			if (calls != null) {
				// What comes too late for the warm-up is what scripts do with finished
				// jobs.
				figures.put(Figure.CALLS, calls.clientCalls(this.redis, 0) / jobs);
			}
		}
		return figures;
	}

}
