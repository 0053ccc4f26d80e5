package dev.scheduling.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.annotation.JobHandlerRegistry;
import dev.scheduling.annotation.TaskName;
import dev.scheduling.job.JobOptions;
import dev.scheduling.store.NewJob;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Makes jobs out of payloads: finds the handler, checks what can be checked here, gives
 * the id. Safe for use by several threads.
 */
public final class JobFactory {

	private final JobHandlerRegistry handlers;

	private final PayloadCodec payloads;

	private final JobEnvelopeCodec envelopes = new JobEnvelopeCodec();

	private final JobIdGenerator ids;

	private final Clock clock;

	/**
	 * Creates a factory.
	 * @param handlers the handlers of this application
	 * @param payloads writes payloads
	 * @param ids makes ids
	 * @param clock tells when a job was enqueued
	 */
	public JobFactory(JobHandlerRegistry handlers, PayloadCodec payloads, JobIdGenerator ids, Clock clock) {
		this.handlers = handlers;
		this.payloads = payloads;
		this.ids = ids;
		this.clock = clock;
	}

	PendingJob byType(Object payload, JobOptions options) {
		Assert.notNull(payload, "'payload' must not be null; a handler without payload is enqueued by name");
		JobHandlerDefinition handler = this.handlers.findByPayload(payload.getClass())
			.orElseThrow(() -> new NoHandlerException(payload.getClass(), this.handlers.handlers()));
		return make(handler.name(), payload, options);
	}

	PendingJob byName(String name, @Nullable Object payload, JobOptions options) {
		Assert.isTrue(TaskName.isValid(name),
				() -> "'%s' is no name of a handler, which is lower-case letters and digits with single dashes"
					.formatted(name));
		this.handlers.find(name).ifPresent((handler) -> PayloadFit.check(handler, payload));
		return make(name, payload, options);
	}

	private PendingJob make(String name, @Nullable Object payload, JobOptions options) {
		JobEnvelope envelope = new JobEnvelope(name, this.clock.instant(),
				options.maxAttempts().isPresent() ? options.maxAttempts().getAsInt() : null,
				options.timeout().orElse(null), options.retention().orElse(null), Map.of(),
				(payload != null) ? this.payloads.write(payload) : null);
		String queue = options.queue().orElseGet(() -> this.handlers.queueOf(name));
		return new PendingJob(name, new NewJob(this.ids.next(queue), this.envelopes.encode(envelope),
				options.delay().orElse(Duration.ZERO), options.runAt().orElse(null)));
	}

}
