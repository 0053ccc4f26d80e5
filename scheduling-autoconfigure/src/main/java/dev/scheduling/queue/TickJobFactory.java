package dev.scheduling.queue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.scheduling.job.JobId;
import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.periodic.TickHeaders;
import dev.scheduling.periodic.TickJob;
import dev.scheduling.store.DurableTick;
import dev.scheduling.store.JobRules;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.TickClaim;
import org.jspecify.annotations.Nullable;

import org.springframework.util.DigestUtils;

/**
 * Makes the job that a tick of a durable task becomes. Its id is made of the task and the
 * nominal time, so that a tick is one job, whoever claims it and how often. Safe for use
 * by several threads.
 */
public final class TickJobFactory {

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
		Duration window = task.rules().catchUpWindow(claim.period());
		return new DurableTick(claim, id(task, claim.nominal()), envelope(task, claim.nominal(), Trigger.SCHEDULE),
				window, task.job().orElseThrow().priority());
	}

	/**
	 * Makes the job of a run that was asked for by hand.
	 * @param task a durable task
	 * @param now the time, which is the run's nominal one
	 * @param request names the request, so that the same one is one job; {@code null} for
	 * one of its own
	 * @return the job; it gives way to no tick
	 */
	public NewJob makeManual(PeriodicTask task, Instant now, @Nullable String request) {
		String suffix = (request != null) ? "r-" + digest(request) : Long.toString(now.toEpochMilli());
		return NewJob.ready(id(task, suffix), envelope(task, now, Trigger.MANUAL)).with(rules(task));
	}

	/**
	 * Makes the job of a tick that is run again.
	 * @param task a durable task
	 * @param nominal the tick's time
	 * @param request names the request, so that the same one is one job for each tick
	 * @return the job; it gives way to no tick
	 */
	public NewJob makeBackfill(PeriodicTask task, Instant nominal, String request) {
		return NewJob
			.ready(id(task, nominal.toEpochMilli() + "-" + digest(request)), envelope(task, nominal, Trigger.BACKFILL))
			.with(rules(task));
	}

	private static JobRules rules(PeriodicTask task) {
		return JobRules.of(task.job().orElseThrow().priority());
	}

	/** A request may hold characters that an id may not. */
	private static String digest(String request) {
		return DigestUtils.md5DigestAsHex(request.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
	}

	private static JobId id(PeriodicTask task, Instant nominal) {
		return id(task, Long.toString(nominal.toEpochMilli()));
	}

	private static JobId id(PeriodicTask task, String suffix) {
		return JobId.of(task.name() + "~" + suffix, task.job().orElseThrow().queue());
	}

	private static Map<String, String> headers(PeriodicTask task, Instant nominal, Trigger trigger) {
		boolean besideOthers = task.rules().overlap() == OverlapPolicy.ALLOW_ALL;
		return new TickHeaders(nominal, trigger, besideOthers, task.rules().pauseAfterFailures()).toMap();
	}

	private byte[] envelope(PeriodicTask task, Instant nominal, Trigger trigger) {
		TickJob job = task.job().orElseThrow();
		return this.envelopes.encode(new JobEnvelope(job.handler(), this.clock.instant(), job.maxAttempts(),
				task.rules().timeout(), job.retention(), headers(task, nominal, trigger),
				(job.payload() != null) ? this.payloads.write(job.payload()) : null));
	}

}
