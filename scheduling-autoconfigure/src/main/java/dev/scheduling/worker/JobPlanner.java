package dev.scheduling.worker;

import java.util.Optional;
import java.util.function.Function;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.queue.JobEnvelope;
import dev.scheduling.queue.JobEnvelopeCodec;
import dev.scheduling.queue.UnreadableEnvelopeException;

/**
 * Finds out how a job is run here. Safe for use by several threads.
 */
final class JobPlanner {

	private final JobEnvelopeCodec envelopes = new JobEnvelopeCodec();

	private final Function<String, Optional<JobHandlerDefinition>> handlers;

	JobPlanner(Function<String, Optional<JobHandlerDefinition>> handlers) {
		this.handlers = handlers;
	}

	/**
	 * Plans an attempt.
	 * @param bytes the job's envelope
	 * @return the plan
	 * @throws UnreadableEnvelopeException if the envelope cannot be read
	 * @throws UnfitJobException if there is no handler of its name
	 */
	JobPlan plan(byte[] bytes) throws UnreadableEnvelopeException {
		JobEnvelope envelope = this.envelopes.decode(bytes);
		return this.handlers.apply(envelope.handler())
			.map((handler) -> new JobPlan(handler, envelope))
			.orElseThrow(() -> new UnfitJobException(envelope.handler(),
					"this application has no @JobHandler(\"%s\")".formatted(envelope.handler()), null));
	}

}
