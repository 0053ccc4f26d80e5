package dev.scheduling.periodic;

import java.time.Duration;
import java.util.List;

import dev.scheduling.job.Priority;
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
 * @param aliases former names of the handler, under which ticks may still wait
 * @param priority how the ticks stand among the ready jobs of the queue
 */
public record TickJob(String handler, String queue, @Nullable Object payload, @Nullable Integer maxAttempts,
		@Nullable Duration retention, List<String> aliases, Priority priority) {

	/**
	 * Creates the job of a task whose handler never had another name.
	 * @param handler the name of the handler
	 * @param queue the queue
	 * @param payload the payload
	 * @param maxAttempts how many attempts a tick has in all
	 * @param retention how long a succeeded tick is kept
	 */
	public TickJob(String handler, String queue, @Nullable Object payload, @Nullable Integer maxAttempts,
			@Nullable Duration retention) {
		this(handler, queue, payload, maxAttempts, retention, List.of(), Priority.NORMAL);
	}

}
