package dev.scheduling.annotation;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;

import dev.scheduling.job.JobBody;
import dev.scheduling.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * The handler of the jobs of one name, configuration laid over its annotation.
 *
 * @param name the name of the jobs
 * @param queue the queue of jobs that name none themselves
 * @param urgency how soon jobs must start that do not say so themselves
 * @param maxAttempts how many attempts a job has in all
 * @param timeout how long one attempt may take, {@code null} for any time
 * @param retention how long a succeeded job is kept, zero for not at all, {@code null} as
 * long as its queue says
 * @param aliases other names whose jobs it runs
 * @param retries after which failures a job is tried again
 * @param payloadType what the payload is read as, {@code null} for a handler that takes
 * none
 * @param body its code
 * @param source where it is defined, for people to read
 */
public record JobHandlerDefinition(String name, String queue, Urgency urgency, int maxAttempts,
		@Nullable Duration timeout, @Nullable Duration retention, List<String> aliases, RetryRule retries,
		@Nullable Type payloadType, JobBody body, String source) {

	/**
	 * How many attempts a job has if nobody says.
	 */
	public static final int DEFAULT_MAX_ATTEMPTS = 5;

	/**
	 * Returns a handler with the defaults, as an application or a test makes one.
	 * @param name the name of the jobs
	 * @param payloadType what the payload is read as, {@code null} for a handler that
	 * takes none
	 * @param body its code
	 * @return the handler
	 */
	public static JobHandlerDefinition of(String name, @Nullable Type payloadType, JobBody body) {
		return new JobHandlerDefinition(name, JobId.DEFAULT_QUEUE, Urgency.NONE, DEFAULT_MAX_ATTEMPTS, null, null,
				List.of(), RetryRule.ALL, payloadType, body, "application code");
	}

	/**
	 * Returns this handler with other names beside its own.
	 * @param aliases the names
	 * @return the handler
	 */
	public JobHandlerDefinition aliases(String... aliases) {
		return new JobHandlerDefinition(this.name, this.queue, this.urgency, this.maxAttempts, this.timeout,
				this.retention, List.of(aliases), this.retries, this.payloadType, this.body, this.source);
	}

	/**
	 * Returns this handler with other code.
	 * @param body the code
	 * @return the handler
	 */
	public JobHandlerDefinition with(JobBody body) {
		return new JobHandlerDefinition(this.name, this.queue, this.urgency, this.maxAttempts, this.timeout,
				this.retention, this.aliases, this.retries, this.payloadType, body, this.source);
	}

}
