package dev.scheduling.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.scheduling.job.JobId;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.periodic.TickHeaders;
import dev.scheduling.periodic.TickJob;
import dev.scheduling.store.DurableTick;
import dev.scheduling.store.NewJob;
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
		Duration window = (claim.period().compareTo(LONGEST_WINDOW) < 0) ? claim.period() : LONGEST_WINDOW;
		return new DurableTick(claim, id(task, claim.nominal()), envelope(task, claim.nominal(), Trigger.SCHEDULE),
				window);
	}

	/**
	 * Makes the job of a run that is no tick of the schedule.
	 * @param task a durable task
	 * @param now the time, which is the run's nominal one
	 * @return the job; it gives way to no tick
	 */
	public NewJob makeManual(PeriodicTask task, Instant now) {
		return NewJob.ready(id(task, now), envelope(task, now, Trigger.MANUAL));
	}

	private static JobId id(PeriodicTask task, Instant nominal) {
		return JobId.of(task.name() + "~" + nominal.toEpochMilli(), task.job().orElseThrow().queue());
	}

	private byte[] envelope(PeriodicTask task, Instant nominal, Trigger trigger) {
		TickJob job = task.job().orElseThrow();
		return this.envelopes.encode(new JobEnvelope(job.handler(), this.clock.instant(), job.maxAttempts(), null,
				job.retention(), new TickHeaders(nominal, trigger).toMap(),
				(job.payload() != null) ? this.payloads.write(job.payload()) : null));
	}

}
