package dev.scheduling.tick;

import java.time.Instant;
import java.util.List;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.queue.TickJobFactory;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.ClaimResult.Won;
import dev.scheduling.store.DurableTickStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickCount;

/**
 * Claims ticks for the queue: the claim that wins a tick enqueues its job (rule J24).
 * Nothing runs here.
 */
final class DurableClaims implements ClaimLane {

	private final DurableTickStore store;

	private final TickJobFactory jobs;

	DurableClaims(DurableTickStore store, TickJobFactory jobs) {
		this.store = store;
		this.jobs = jobs;
	}

	@Override
	public String place(PeriodicTask task) {
		return task.job().orElseThrow().queue();
	}

	@Override
	public int batchSize() {
		return JobStore.MAX_BATCH;
	}

	@Override
	public List<Instant> register(String queue, List<TaskStamp> tasks) {
		return this.store.register(queue, tasks);
	}

	@Override
	public List<ClaimResult> claim(String queue, List<ClaimRequest> batch) {
		return this.store.claim(queue,
				batch.stream()
					.map(ClaimRequest::tick)
					.map((tick) -> this.jobs.make(tick.task(), tick.claim(false)))
					.toList());
	}

	@Override
	public void run(ClaimRequest request, Won won) {
		throw new IllegalStateException("A durable tick is enqueued by its claim and cannot be won: " + request);
	}

	@Override
	public void giveUp(PeriodicTask task, Won won, TickCount count) {
		throw new IllegalStateException("A durable tick is enqueued by its claim and cannot be won: " + won);
	}

	@Override
	public boolean runUnclaimed(ClaimRequest request) {
		return false;
	}

}
