package dev.scheduling.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import dev.scheduling.job.JobState;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.DurableTick;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickClaim;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;
import org.jspecify.annotations.Nullable;

/**
 * The ticks of the durable tasks of a queue. Guarded by its store.
 */
final class MemoryTicks {

	private static final Duration SLACK = Duration.ofMinutes(1);

	private final MemoryQueue queue;

	private final Map<String, TaskState> tasks = new HashMap<>();

	MemoryTicks(MemoryQueue queue) {
		this.queue = queue;
	}

	Instant register(TaskStamp task) {
		TaskState state = state(task.task());
		Mark mark = state.mark;
		if (mark == null || !mark.stamp().equals(task.stamp())) {
			mark = new Mark(this.queue.now(), task.stamp(), "", null);
			state.mark = mark;
		}
		return mark.nominal();
	}

	ClaimResult claim(DurableTick tick) {
		TickClaim claim = tick.claim();
		TaskState state = state(claim.task());
		Mark mark = state.mark;
		Instant now = this.queue.now();
		if (mark == null) {
			return state.move(now, claim, new ClaimResult.Seeded(now));
		}
		if (mark.call().equals(claim.call()) && mark.outcome() != null) {
			return mark.outcome();
		}
		if (!mark.stamp().equals(claim.stamp())) {
			return new ClaimResult.Changed(mark.stamp());
		}
		Duration slack = (claim.period().compareTo(SLACK) > 0) ? claim.period() : SLACK;
		if (mark.nominal().isAfter(now.plus(slack))) {
			return state.move(now, claim, new ClaimResult.PulledBack(now));
		}
		if (!mark.nominal().equals(claim.expectedMark())) {
			return new ClaimResult.Moved(mark.nominal());
		}
		if (claim.nominal().isAfter(now)) {
			return new ClaimResult.Early();
		}
		state.count(TickCount.MISSED_COALESCED, claim.coalesced());
		return state.move(claim.nominal(), claim, admit(state, tick));
	}

	private ClaimResult admit(TaskState state, DurableTick tick) {
		Instant nominal = tick.claim().nominal();
		if (overlaps(state, tick)) {
			state.count(TickCount.SKIPPED_OVERLAP, 1);
			return new ClaimResult.Skipped(nominal, TickCount.SKIPPED_OVERLAP);
		}
		this.queue.enqueue(NewJob.ready(tick.job(), tick.envelope()));
		state.count(TickCount.RUN, 1);
		state.latest = tick.job().key();
		state.latestNominal = nominal;
		return new ClaimResult.Enqueued(nominal, tick.job());
	}

	private boolean overlaps(TaskState state, DurableTick tick) {
		if (this.queue.isKnown(tick.job().key())) {
			return true;
		}
		MemoryJob job = (state.latest != null) ? this.queue.jobs.get(state.latest) : null;
		if (job == null || job.state.isFinished()) {
			return false;
		}
		boolean waits = job.state == JobState.QUEUED && job.startedAt == null;
		if (!waits || this.queue.now().isBefore(state.latestNominal.plus(tick.window()))) {
			return true;
		}
		this.queue.remember(job);
		state.count(TickCount.MISSED_WINDOW, 1);
		state.count(TickCount.RUN, -1);
		return false;
	}

	TickLedger ledger(String task) {
		TaskState state = state(task);
		Map<TickCount, Long> counts = new EnumMap<>(TickCount.class);
		for (TickCount reason : TickCount.values()) {
			counts.put(reason, state.counts.getOrDefault(reason, 0L));
		}
		return new TickLedger((state.mark != null) ? state.mark.nominal() : null, 0, counts);
	}

	private TaskState state(String task) {
		return this.tasks.computeIfAbsent(task, (name) -> new TaskState());
	}

	private record Mark(Instant nominal, String stamp, String call, @Nullable ClaimResult outcome) {

	}

	private static final class TaskState {

		private final Map<TickCount, Long> counts = new EnumMap<>(TickCount.class);

		private @Nullable Mark mark;

		private @Nullable String latest;

		private Instant latestNominal = Instant.MIN;

		ClaimResult move(Instant nominal, TickClaim claim, ClaimResult outcome) {
			this.mark = new Mark(nominal, claim.stamp(), claim.call(), outcome);
			return outcome;
		}

		void count(TickCount reason, long by) {
			this.counts.merge(reason, by, Long::sum);
		}

	}

}
