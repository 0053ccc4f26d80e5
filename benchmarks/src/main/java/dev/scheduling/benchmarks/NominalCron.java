package dev.scheduling.benchmarks;

import java.time.Instant;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;
import org.springframework.scheduling.support.CronTrigger;

/**
 * Spring's cron trigger of one task, which remembers what the coming run is meant for:
 * Spring does not tell the task, and a run may be late by more than a second. The trigger
 * is asked for the next time only after the run.
 */
final class NominalCron implements Trigger {

	private final CronTrigger cron = new CronTrigger("* * * * * *", ZoneOffset.UTC);

	private volatile Instant nominal = Instant.EPOCH;

	@Override
	public @Nullable Instant nextExecution(TriggerContext context) {
		Instant next = this.cron.nextExecution(context);
		this.nominal = (next != null) ? next : Instant.EPOCH;
		return next;
	}

	Instant nominal() {
		return this.nominal;
	}

}
