package dev.scheduling.worker;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by what runs in place of a handler, before any of the user's code, if the job
 * cannot run here and now. The job waits for a while and then goes to any worker; this is
 * neither an attempt nor a crash.
 */
public final class JobPostponedException extends RuntimeException {

	private final Duration delay;

	/**
	 * Creates the exception.
	 * @param delay the least time until the job is handed out again; with zero it is the
	 * next one
	 * @param message the reason
	 * @param cause the failure behind it, {@code null} for none
	 */
	public JobPostponedException(Duration delay, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.delay = delay;
	}

	/**
	 * Returns how long the job waits.
	 * @return the delay
	 */
	public Duration delay() {
		return this.delay;
	}

}
