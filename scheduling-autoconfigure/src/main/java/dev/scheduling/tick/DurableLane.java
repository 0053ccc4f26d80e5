package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.queue.TickJobFactory;
import dev.scheduling.store.DurableTick;
import dev.scheduling.store.DurableTickStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.TickClaim;

/**
 * What the engine needs for the ticks of durable tasks.
 *
 * @param store where they are claimed and enqueued, in one step
 * @param queue where runs that were triggered by hand are enqueued
 * @param jobs makes their jobs
 */
public record DurableLane(DurableTickStore store, JobStore queue, TickJobFactory jobs) {

	/**
	 * Enqueues a run that is no tick of the schedule. The run lock keeps it from
	 * overlapping another one.
	 */
	void trigger(PeriodicTask task, String call, Instant now) {
		TickClaim manual = new TickClaim(task.name(), call, "", now, now, Duration.ZERO, 0, false);
		DurableTick tick = this.jobs.make(task, manual);
		this.queue.enqueue(tick.job().queue(), List.of(NewJob.ready(tick.job(), tick.envelope())));
	}

}
