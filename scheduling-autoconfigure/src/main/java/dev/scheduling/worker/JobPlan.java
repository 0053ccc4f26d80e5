package dev.scheduling.worker;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.execution.TaskRunner;
import dev.scheduling.job.JobContext;
import dev.scheduling.queue.JobEnvelope;
import dev.scheduling.queue.PayloadCodec;
import org.jspecify.annotations.Nullable;

/**
 * How one job is run here: what its producer said, laid over what the handler says.
 *
 * @param handler its handler
 * @param envelope what its producer said
 */
record JobPlan(JobHandlerDefinition handler, JobEnvelope envelope) {

	int maxAttempts() {
		return Objects.requireNonNullElse(this.envelope.maxAttempts(), this.handler.maxAttempts());
	}

	Optional<Duration> timeout() {
		return Optional
			.ofNullable((this.envelope.timeout() != null) ? this.envelope.timeout() : this.handler.timeout());
	}

	/**
	 * Returns how long the job is kept once it has succeeded.
	 * @param ofQueue what holds where neither its producer nor its handler says
	 * @return the time
	 */
	Duration retention(Duration ofQueue) {
		Duration ofHandler = this.handler.retention();
		return Objects.requireNonNullElse(this.envelope.retention(), (ofHandler != null) ? ofHandler : ofQueue);
	}

	/**
	 * Returns the code of the attempt, from the payload's bytes to the result's. All of
	 * it may call the user's code.
	 * @param codec reads the payload and writes the result
	 * @param context the run
	 * @return code whose result is {@code byte[]} or {@code null}
	 */
	TaskRunner.Code code(PayloadCodec codec, JobContext context) {
		return () -> {
			Object result = this.handler.body().run(payload(codec), context);
			return (result instanceof CompletionStage<?> stage) ? stage.thenApply((value) -> bytes(codec, value))
					: bytes(codec, result);
		};
	}

	private @Nullable Object payload(PayloadCodec codec) {
		byte[] json = this.envelope.payload();
		if (json == null || this.handler.payloadType() == null) {
			return null;
		}
		try {
			return codec.read(json, this.handler.payloadType());
		}
		catch (IllegalArgumentException ex) {
			throw new UnfitJobException(this.handler.name(), "its payload does not fit: " + ex.getMessage(), ex);
		}
	}

	private byte @Nullable [] bytes(PayloadCodec codec, @Nullable Object result) {
		try {
			return (result != null) ? codec.write(result) : null;
		}
		catch (IllegalArgumentException ex) {
			throw new ResultNotKeptException(ex);
		}
	}

}
