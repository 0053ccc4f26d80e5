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
 * @param expiresIn the most time from when it may start to its start, {@code null} for
 * any
 * @param rules what else the store has to know of it
 */
public record NewJob(JobId id, byte[] envelope, Duration delay, @Nullable Instant notBefore,
		@Nullable Duration expiresIn, JobRules rules) {

	/**
	 * Creates a job without further rules.
	 * @param id its id
	 * @param envelope all that a worker needs to run it
	 * @param delay the least time from its storing to its start
	 * @param notBefore the store's time before which it does not start
	 */
	public NewJob(JobId id, byte[] envelope, Duration delay, @Nullable Instant notBefore) {
		this(id, envelope, delay, notBefore, null, JobRules.NONE);
	}

	/**
	 * Returns a job that may start at once.
	 * @param id its id
	 * @param envelope all that a worker needs to run it
	 * @return the job
	 */
	public static NewJob ready(JobId id, byte[] envelope) {
		return new NewJob(id, envelope, Duration.ZERO, null);
	}

	/**
	 * Returns this job with other rules.
	 * @param rules the rules
	 * @return the job
	 */
	public NewJob with(JobRules rules) {
		return new NewJob(this.id, this.envelope, this.delay, this.notBefore, this.expiresIn, rules);
	}

	/**
	 * Returns this job, to be started in time or never.
	 * @param expiresIn the most time from when it may start to its start
	 * @return the job
	 */
	public NewJob expiringIn(Duration expiresIn) {
		return new NewJob(this.id, this.envelope, this.delay, this.notBefore, expiresIn, this.rules);
	}

}
