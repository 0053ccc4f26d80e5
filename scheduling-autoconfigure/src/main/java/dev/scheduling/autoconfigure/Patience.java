package dev.scheduling.autoconfigure;

import java.time.Duration;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.dao.DataAccessException;

/**
 * How long to try to reach Redis at start.
 *
 * @param attempts how often at most
 * @param delay how long to wait in between
 * @param total when to give up in any case
 * @param settling how long to wait before the application is told. Lettuce guards each
 * connection attempt by a timer that outlives a refusal, and that logs a stack trace if
 * the client is shut down before it fires
 */
record Patience(int attempts, Duration delay, Duration total, Duration settling) {

	static final Patience DEFAULT = new Patience(5, Duration.ofMillis(750), Duration.ofSeconds(5),
			ClientLimits.LONGEST_TIMEOUT.plusMillis(100));

	RetryPolicy policy() {
		return RetryPolicy.builder()
			.maxRetries(this.attempts - 1)
			.delay(this.delay)
			.timeout(this.total)
			.includes(DataAccessException.class)
			.build();
	}

	void settle() {
		try {
			Thread.sleep(this.settling.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
