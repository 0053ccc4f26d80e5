package dev.scheduling.tick;

import java.time.Instant;
import java.util.List;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.queue.RuntimeTaskCodec;
import dev.scheduling.queue.TickJobFactory;
import dev.scheduling.store.DurableTickStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import org.jspecify.annotations.Nullable;

/**
 * What the engine needs for the ticks of durable tasks.
 *
 * @param store where they are claimed and enqueued, in one step
 * @param queue where runs that were triggered by hand are enqueued
 * @param jobs makes their jobs
 * @param runtimeTasks the form of tasks that are made at run time
 */
public record DurableLane(DurableTickStore store, JobStore queue, TickJobFactory jobs, RuntimeTaskCodec runtimeTasks) {

	/**
	 * Enqueues a run that is no tick of the schedule. The run lock keeps it from
	 * overlapping another one.
	 */
	void trigger(PeriodicTask task, Instant now, @Nullable String request) {
		enqueue(task, List.of(this.jobs.makeManual(task, now, request)));
	}

	/**
	 * Enqueues ticks once more, the oldest first.
	 */
	void backfill(PeriodicTask task, List<Instant> nominals, String request) {
		enqueue(task, nominals.stream().map((nominal) -> this.jobs.makeBackfill(task, nominal, request)).toList());
	}

	private void enqueue(PeriodicTask task, List<NewJob> jobs) {
		for (int from = 0; from < jobs.size(); from += JobStore.MAX_BATCH) {
			this.queue.enqueue(task.job().orElseThrow().queue(),
					jobs.subList(from, Math.min(jobs.size(), from + JobStore.MAX_BATCH)));
		}
	}

}
