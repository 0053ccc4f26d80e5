package dev.scheduling.store;

import java.time.Duration;
import java.time.Instant;

import dev.scheduling.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * A job to enqueue.
 *
 * @param id its id, made by the producer
 * @param envelope all that a worker needs to run it; not copied
 * @param delay the least time from its storing to its start, zero for none
 * @param notBefore the store's time before which it does not start, {@code null} for none
 */
public record NewJob(JobId id, byte[] envelope, Duration delay, @Nullable Instant notBefore) {

	/**
	 * Returns a job that may start at once.
	 * @param id its id
	 * @param envelope all that a worker needs to run it
	 * @return the job
	 */
	public static NewJob ready(JobId id, byte[] envelope) {
		return new NewJob(id, envelope, Duration.ZERO, null);
	}

}
