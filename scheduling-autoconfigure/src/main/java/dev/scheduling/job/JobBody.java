package dev.scheduling.job;

import org.jspecify.annotations.Nullable;

/**
 * The code of a job's handler.
 */
@FunctionalInterface
public interface JobBody {

	/**
	 * Runs one attempt. A returned {@link java.util.concurrent.CompletionStage} is
	 * awaited.
	 * @param payload the payload, {@code null} for a job without one
	 * @param context the run
	 * @return the job's result, or {@code null}
	 * @throws Throwable if the attempt failed
	 */
	@Nullable Object run(@Nullable Object payload, JobContext context) throws Throwable;

}
