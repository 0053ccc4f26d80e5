package dev.scheduling.periodic;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * As what job a durable task's tick is enqueued. What is not said here is left to the
 * handler's own configuration at the worker.
 *
 * @param handler the name of the handler: the task's own name, or the job that the
 * configuration names
 * @param queue the queue
 * @param payload the payload, {@code null} for none; the same for every tick
 * @param maxAttempts how many attempts a tick has in all, {@code null} if not said
 * @param retention how long a succeeded tick is kept, {@code null} if not said
 */
public record TickJob(String handler, String queue, @Nullable Object payload, @Nullable Integer maxAttempts,
		@Nullable Duration retention) {

	/**
	 * The header of the job with the tick's nominal time, in milliseconds since the
	 * epoch.
	 */
	public static final String SCHEDULED_FOR = "scheduled-for";

	/**
	 * The header of the job with what asked for the run, a {@link TaskRun.Trigger}; a
	 * tick of the schedule has none.
	 */
	public static final String TRIGGER = "trigger";

}
