package dev.scheduling.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import dev.scheduling.job.JobId;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.TickJob;
import dev.scheduling.store.DurableTick;
import dev.scheduling.store.TickClaim;

/**
 * Makes the job that a tick of a durable task becomes. Its id is made of the task and the
 * nominal time, so that a tick is one job, whoever claims it and how often. Safe for use
 * by several threads.
 */
public final class TickJobFactory {

	/** A tick that nobody started gives way to the next one, and after a day to any. */
	private static final Duration LONGEST_WINDOW = Duration.ofHours(24);

	private final PayloadCodec payloads;

	private final JobEnvelopeCodec envelopes = new JobEnvelopeCodec();

	private final Clock clock;

	/**
	 * Creates a factory.
	 * @param payloads writes payloads
	 * @param clock tells when a job was enqueued
	 */
	public TickJobFactory(PayloadCodec payloads, Clock clock) {
		this.payloads = payloads;
		this.clock = clock;
	}

	/**
	 * Makes the job of a tick.
	 * @param task a durable task
	 * @param claim the claim of the tick
	 * @return the tick with its job
	 */
	public DurableTick make(PeriodicTask task, TickClaim claim) {
		TickJob job = task.job().orElseThrow();
		String nominal = Long.toString(claim.nominal().toEpochMilli());
		JobEnvelope envelope = new JobEnvelope(job.handler(), this.clock.instant(), job.maxAttempts(), null,
				job.retention(), Map.of(JobEnvelope.SCHEDULED_FOR, nominal),
				(job.payload() != null) ? this.payloads.write(job.payload()) : null);
		Duration window = (claim.period().compareTo(LONGEST_WINDOW) < 0) ? claim.period() : LONGEST_WINDOW;
		return new DurableTick(claim, JobId.of(task.name() + "~" + nominal, job.queue()),
				this.envelopes.encode(envelope), window);
	}

}
