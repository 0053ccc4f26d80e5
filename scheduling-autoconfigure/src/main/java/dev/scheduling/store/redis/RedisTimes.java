package dev.scheduling.store.redis;

import java.time.Duration;
import java.time.Instant;

/**
 * Times as the scripts count them, in milliseconds, rounded up so that nothing is early.
 */
final class RedisTimes {

	private static final int NANOS_PER_MILLI = 1_000_000;

	private RedisTimes() {
	}

	static long atLeast(Duration duration) {
		return duration.plusNanos(NANOS_PER_MILLI - 1L).toMillis();
	}

	static long atLeast(Instant instant) {
		return instant.plusNanos(NANOS_PER_MILLI - 1L).toEpochMilli();
	}

}
