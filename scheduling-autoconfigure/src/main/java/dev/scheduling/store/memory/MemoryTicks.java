package dev.scheduling.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.scheduling.job.JobState;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.DurableTick;
import dev.scheduling.store.JobRules;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickAdmission;
import dev.scheduling.store.TickClaim;
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

	ClaimResult claim(DurableTick tick, boolean paused) {
		DurableTask task = task(tick.claim().task());
		return task.mark.claim(tick.claim(), this.queue.now(), Duration.ZERO, paused, () -> admit(task, tick));
	}

	private ClaimResult admit(DurableTask task, DurableTick tick) {
		Optional<ClaimResult> refused = refuse(task, tick);
		if (refused.isPresent()) {
			return refused.get();
		}
		new MemoryEnqueuing(this.queue).enqueue(
				List.of(NewJob.ready(tick.job(), tick.envelope()).with(JobRules.of(tick.priority()))),
				JobStore.UNLIMITED);
		task.mark.count(TickCount.RUN, 1);
		task.latest = tick.job().key();
		task.latestNominal = tick.claim().nominal();
		return new ClaimResult.Enqueued(task.latestNominal, tick.job());
	}

	private Optional<ClaimResult> refuse(DurableTask task, DurableTick tick) {
		TickClaim claim = tick.claim();
		if (this.queue.isKnown(tick.job().key())) {
			return Optional.of(task.mark.skip(claim, TickCount.SKIPPED_OVERLAP));
		}
		if (claim.admission() == TickAdmission.ALLOW || task.latest == null) {
			return Optional.empty();
		}
		MemoryJob job = this.queue.jobs.get(task.latest);
		if (job != null && !job.state.isFinished()) {
			return beside(task, job, tick);
		}
		if (claim.admission() == TickAdmission.AFTER_DELAY && task.mark.isEnqueued()) {
			task.mark.complete(this.queue.now());
			return Optional.of(new ClaimResult.Moved(this.queue.now()));
		}
		return Optional.empty();
	}

	/** What becomes of a tick while the job of an earlier one has not ended. */
	private Optional<ClaimResult> beside(DurableTask task, MemoryJob job, DurableTick tick) {
		TickAdmission admission = tick.claim().admission();
		boolean waits = job.state == JobState.QUEUED && job.startedAt == null;
		if (waits && !this.queue.now().isBefore(task.latestNominal.plus(tick.window()))) {
			return replace(task, job, TickCount.MISSED_WINDOW);
		}
		if (admission == TickAdmission.WAIT || admission == TickAdmission.AFTER_DELAY) {
			return Optional.of(new ClaimResult.Busy());
		}
		if (admission == TickAdmission.CANCEL) {
			if (waits) {
				return replace(task, job, TickCount.SKIPPED_OVERLAP);
			}
			new MemoryOperations(this.queue).cancel(job.key());
			return Optional.empty();
		}
		return (admission == TickAdmission.BUFFER && !waits) ? Optional.empty()
				: Optional.of(task.mark.skip(tick.claim(), TickCount.SKIPPED_OVERLAP));
	}

	private Optional<ClaimResult> replace(DurableTask task, MemoryJob job, TickCount reason) {
		this.queue.retention.remember(job);
		task.mark.count(reason, 1);
		task.mark.count(TickCount.RUN, -1);
		return Optional.empty();
	}

	void forget(String task) {
		this.tasks.remove(task);
	}

	TickLedger ledger(String task) {
		return task(task).mark.ledger(0, 0);
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
