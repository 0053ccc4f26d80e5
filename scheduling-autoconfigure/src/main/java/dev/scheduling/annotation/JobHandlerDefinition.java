package dev.scheduling.annotation;

import java.lang.reflect.Type;
import java.time.Duration;

import dev.scheduling.job.JobBody;
import dev.scheduling.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * The handler of the jobs of one name, configuration laid over its annotation.
 *
 * @param name the name of the jobs
 * @param queue the queue of jobs that name none themselves
 * @param maxAttempts how many attempts a job has in all
 * @param timeout how long one attempt may take, {@code null} for any time
 * @param retention how long a succeeded job is kept, zero for not at all
 * @param retries after which failures a job is tried again
 * @param payloadType what the payload is read as, {@code null} for a handler that takes
 * none
 * @param body its code
 * @param source where it is defined, for people to read
 */
public record JobHandlerDefinition(String name, String queue, int maxAttempts, @Nullable Duration timeout,
		Duration retention, RetryRule retries, @Nullable Type payloadType, JobBody body, String source) {

	/**
	 * How many attempts a job has if nobody says.
	 */
	public static final int DEFAULT_MAX_ATTEMPTS = 5;

	/**
	 * How long a succeeded job is kept if nobody says.
	 */
	public static final Duration DEFAULT_RETENTION = Duration.ofHours(1);

	/**
	 * Returns a handler with the defaults, as an application or a test makes one.
	 * @param name the name of the jobs
	 * @param payloadType what the payload is read as, {@code null} for a handler that
	 * takes none
	 * @param body its code
	 * @return the handler
	 */
	public static JobHandlerDefinition of(String name, @Nullable Type payloadType, JobBody body) {
		return new JobHandlerDefinition(name, JobId.DEFAULT_QUEUE, DEFAULT_MAX_ATTEMPTS, null, DEFAULT_RETENTION,
				RetryRule.ALL, payloadType, body, "application code");
	}

	/**
	 * Returns this handler with other code.
	 * @param body the code
	 * @return the handler
	 */
	public JobHandlerDefinition with(JobBody body) {
		return new JobHandlerDefinition(this.name, this.queue, this.maxAttempts, this.timeout, this.retention,
				this.retries, this.payloadType, body, this.source);
	}

}
