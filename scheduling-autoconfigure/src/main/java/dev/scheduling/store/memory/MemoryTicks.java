package dev.scheduling.store.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.scheduling.job.JobState;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.DurableTick;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;
import org.jspecify.annotations.Nullable;

/**
 * The ticks of the durable tasks of a queue. Guarded by its store.
 */
final class MemoryTicks {

	private final MemoryQueue queue;

	private final Map<String, DurableTask> tasks = new HashMap<>();

	MemoryTicks(MemoryQueue queue) {
		this.queue = queue;
	}

	Instant register(TaskStamp task) {
		return task(task.task()).mark.register(task.stamp(), this.queue.now());
	}

	ClaimResult claim(DurableTick tick) {
		DurableTask task = task(tick.claim().task());
		return task.mark.claim(tick.claim(), this.queue.now(), () -> admit(task, tick));
	}

	private ClaimResult admit(DurableTask task, DurableTick tick) {
		if (overlaps(task, tick)) {
			return task.mark.skip(tick.claim(), TickCount.SKIPPED_OVERLAP);
		}
		this.queue.enqueue(NewJob.ready(tick.job(), tick.envelope()));
		task.mark.count(TickCount.RUN, 1);
		task.latest = tick.job().key();
		task.latestNominal = tick.claim().nominal();
		return new ClaimResult.Enqueued(task.latestNominal, tick.job());
	}

	private boolean overlaps(DurableTask task, DurableTick tick) {
		if (this.queue.isKnown(tick.job().key())) {
			return true;
		}
		MemoryJob job = (task.latest != null) ? this.queue.jobs.get(task.latest) : null;
		if (job == null || job.state.isFinished()) {
			return false;
		}
		boolean waits = job.state == JobState.QUEUED && job.startedAt == null;
		if (!waits || this.queue.now().isBefore(task.latestNominal.plus(tick.window()))) {
			return true;
		}
		this.queue.remember(job);
		task.mark.count(TickCount.MISSED_WINDOW, 1);
		task.mark.count(TickCount.RUN, -1);
		return false;
	}

	TickLedger ledger(String task) {
		return task(task).mark.ledger(0);
	}

	private DurableTask task(String name) {
		return this.tasks.computeIfAbsent(name, (key) -> new DurableTask());
	}

	private static final class DurableTask {

		private final MemoryMark mark = new MemoryMark();

		private @Nullable String latest;

		private Instant latestNominal = Instant.MIN;

	}

}
