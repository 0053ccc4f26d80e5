package dev.scheduling.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

import dev.scheduling.job.RetryAfterException;

/**
 * How long a failed job waits for its next attempt: a random time up to a limit that
 * doubles with each failure, so that jobs which failed together do not come back
 * together.
 */
final class RetryDelay {

	private static final Duration FIRST = Duration.ofSeconds(2);

	private static final Duration LONGEST = Duration.ofMinutes(10);

	private final RandomGenerator random;

	RetryDelay(RandomGenerator random) {
		this.random = random;
	}

	/**
	 * Returns the delay after a failure.
	 * @param cause the failure; a {@link RetryAfterException} says the delay itself
	 * @param failures how many attempts have failed, this one included
	 * @return the delay
	 */
	Duration after(Throwable cause, int failures) {
		if (cause instanceof RetryAfterException retryAfter) {
			return retryAfter.delay();
		}
		return Duration.ofMillis(this.random.nextLong(limit(failures).toMillis() + 1));
	}

	/**
	 * Returns the longest delay after a number of failures.
	 * @param failures the number, at least 1
	 * @return 2 seconds for the first, twice as much for each further one, at most 10
	 * minutes
	 */
	static Duration limit(int failures) {
		int doublings = Math.min(failures - 1, 20);
		Duration limit = FIRST.multipliedBy(1L << doublings);
		return (limit.compareTo(LONGEST) < 0) ? limit : LONGEST;
	}

}
