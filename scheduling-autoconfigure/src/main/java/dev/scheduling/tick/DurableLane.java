package dev.scheduling.tick;

import java.time.Instant;
import java.util.List;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.queue.TickJobFactory;
import dev.scheduling.store.DurableTickStore;
import dev.scheduling.store.JobStore;

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
	void trigger(PeriodicTask task, Instant now) {
		this.queue.enqueue(task.job().orElseThrow().queue(), List.of(this.jobs.makeManual(task, now)));
	}

}
