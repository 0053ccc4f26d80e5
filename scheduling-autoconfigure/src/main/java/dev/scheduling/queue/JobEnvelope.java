package dev.scheduling.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * All that a worker needs to run a job, written once when the job is enqueued. What the
 * producer did not say is left to the worker's own configuration.
 *
 * @param handler the name of the handler
 * @param enqueuedAt when it was enqueued, by the producer's clock, in whole milliseconds
 * @param maxAttempts how many attempts it has in all, {@code null} if not said
 * @param timeout how long one attempt may take, {@code null} if not said
 * @param retention how long it is kept once it has succeeded, {@code null} if not said
 * @param headers short texts that go with it, such as trace ids
 * @param payload its payload as JSON, {@code null} for none; not copied
 */
public record JobEnvelope(String handler, Instant enqueuedAt, @Nullable Integer maxAttempts, @Nullable Duration timeout,
		@Nullable Duration retention, Map<String, String> headers, byte @Nullable [] payload) {

	public JobEnvelope {
		enqueuedAt = enqueuedAt.truncatedTo(ChronoUnit.MILLIS);
		headers = Map.copyOf(headers);
	}

}
