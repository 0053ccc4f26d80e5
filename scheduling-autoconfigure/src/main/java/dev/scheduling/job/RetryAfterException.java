package dev.scheduling.job;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Thrown by a handler to fail its attempt and say when the next one makes sense, such as
 * after a server answered with {@code Retry-After}. It uses an attempt like any failure;
 * after the last one the job is dead.
 */
public class RetryAfterException extends RuntimeException {

	private final Duration delay;

	/**
	 * Creates the exception.
	 * @param delay how long to wait at least, not negative; used as it is, without jitter
	 * @param message the reason, kept as the job's last error
	 */
	public RetryAfterException(Duration delay, String message) {
		this(delay, message, null);
	}

	/**
	 * Creates the exception.
	 * @param delay how long to wait at least, not negative; used as it is, without jitter
	 * @param message the reason, kept as the job's last error
	 * @param cause the failure behind it
	 */
	public RetryAfterException(Duration delay, String message, @Nullable Throwable cause) {
		super(message, cause);
		Assert.isTrue(!delay.isNegative(), () -> "'delay' (%s) must not be negative".formatted(delay));
		this.delay = delay;
	}

	/**
	 * Returns how long to wait at least.
	 * @return the delay
	 */
	public Duration delay() {
		return this.delay;
	}

}
