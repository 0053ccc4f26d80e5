package dev.scheduling.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.scheduling.job.JobId;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.TaskRun.Trigger;
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
		String nominal = Long.toString(claim.nominal().toEpochMilli());
		return make(task, claim, Map.of(TickJob.SCHEDULED_FOR, nominal));
	}

	/**
	 * Makes the job of a run that is no tick of the schedule.
	 * @param task a durable task
	 * @param call the id of this call
	 * @param now the time, which is the run's nominal one
	 * @return the job, without a window: it never gives way
	 */
	public NewJob makeManual(PeriodicTask task, String call, Instant now) {
		TickClaim claim = new TickClaim(task.name(), call, "", now, now, Duration.ZERO, 0, false);
		DurableTick tick = make(task, claim, Map.of(TickJob.SCHEDULED_FOR, Long.toString(now.toEpochMilli()),
				TickJob.TRIGGER, Trigger.MANUAL.name()));
		return NewJob.ready(tick.job(), tick.envelope());
	}

	private DurableTick make(PeriodicTask task, TickClaim claim, Map<String, String> headers) {
		TickJob job = task.job().orElseThrow();
		String nominal = Long.toString(claim.nominal().toEpochMilli());
		JobEnvelope envelope = new JobEnvelope(job.handler(), this.clock.instant(), job.maxAttempts(), null,
				job.retention(), headers, (job.payload() != null) ? this.payloads.write(job.payload()) : null);
		Duration window = (claim.period().compareTo(LONGEST_WINDOW) < 0) ? claim.period() : LONGEST_WINDOW;
		return new DurableTick(claim, JobId.of(task.name() + "~" + nominal, job.queue()),
				this.envelopes.encode(envelope), window);
	}

}
