package dev.scheduling.store;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How much of a queue may run at once and start in a time, in the whole cluster.
 *
 * @param running how many of its jobs run at once at most, {@code null} for any number
 * @param rate how many start in a time at most, {@code null} for any number
 * @param perKey how many of the jobs of one concurrency key run at once at most
 */
public record QueueLimits(@Nullable Integer running, @Nullable Rate rate, int perKey) {

	/**
	 * Those of a queue of which nothing is said.
	 */
	public static final QueueLimits NONE = new QueueLimits(null, null, 1);

	public QueueLimits {
		Assert.isTrue(running == null || running > 0, () -> "'running' (%s) must be above zero".formatted(running));
		Assert.isTrue(perKey > 0, () -> "'perKey' (%d) must be above zero".formatted(perKey));
	}

	/**
	 * A number of starts in a time.
	 *
	 * @param starts how many jobs start at most within any such time
	 * @param per the time, at least 100 ms
	 */
	public record Rate(int starts, Duration per) {

		private static final int SHORTEST_MILLIS = 100;

		public Rate {
			Assert.isTrue(starts > 0, () -> "'starts' (%d) must be above zero".formatted(starts));
			Assert.isTrue(per.toMillis() >= SHORTEST_MILLIS, () -> "'per' (%s) must be at least 100ms".formatted(per));
		}

	}

}
