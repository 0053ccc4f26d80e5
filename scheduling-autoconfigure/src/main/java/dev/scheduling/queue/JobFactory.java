package dev.scheduling.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.annotation.JobHandlerRegistry;
import dev.scheduling.annotation.TaskName;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.Priority;
import dev.scheduling.job.UniqueMode;
import dev.scheduling.store.JobRules;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.UniqueRule;
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

	private final QueueSettings queues;

	private final Clock clock;

	/**
	 * Creates a factory.
	 * @param handlers the handlers of this application
	 * @param payloads writes payloads
	 * @param ids makes ids
	 * @param queues says in which partition of a queue a job is
	 * @param clock tells when a job was enqueued
	 */
	public JobFactory(JobHandlerRegistry handlers, PayloadCodec payloads, JobIdGenerator ids, QueueSettings queues,
			Clock clock) {
		this.handlers = handlers;
		this.payloads = payloads;
		this.ids = ids;
		this.queues = queues;
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
		JobRules rules = rules(name, payload, options);
		NewJob job = new NewJob(id(name, options, rules), this.envelopes.encode(envelope),
				options.delay().orElse(Duration.ZERO), options.runAt().orElse(null),
				options.expiresIn().or(() -> this.handlers.expiresInOf(name)).orElse(null), rules);
		return new PendingJob(name, job);
	}

	private JobRules rules(String name, @Nullable Object payload, JobOptions options) {
		Priority priority = options.priority().orElseGet(() -> this.handlers.priorityOf(name));
		UniqueRule unique = options.uniqueKeyOf(payload).map((key) -> unique(key, options)).orElse(null);
		String concurrencyKey = options.concurrencyKeyOf(payload).orElse(null);
		return (unique == null && concurrencyKey == null) ? JobRules.of(priority)
				: new JobRules(priority, unique, concurrencyKey);
	}

	private static UniqueRule unique(String key, JobOptions options) {
		Duration holdFor = options.uniqueFor().orElse(null);
		Assert.isTrue(holdFor == null || options.uniqueMode() != UniqueMode.KEEP_LATEST,
				() -> "'uniqueFor' (%s) does not go with KEEP_LATEST, which holds the key until the job has ended"
					.formatted(holdFor));
		return new UniqueRule(key, options.uniqueMode(), holdFor);
	}

	/** Jobs that wait for each other must be in one partition. */
	private JobId id(String name, JobOptions options, JobRules rules) {
		String queue = options.queue().orElseGet(() -> this.handlers.queueOf(name));
		String key = this.ids.nextKey();
		String common = (rules.concurrencyKey() != null) ? rules.concurrencyKey()
				: (rules.unique() != null) ? rules.unique().key() : key;
		return JobId.ofPartition(key, this.queues.partitionOf(queue, common));
	}

}
