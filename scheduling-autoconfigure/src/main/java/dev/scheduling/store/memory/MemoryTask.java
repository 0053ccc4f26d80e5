package dev.scheduling.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.scheduling.periodic.TaskRun;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.FinishedRun;
import dev.scheduling.store.TickClaim;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;
import org.jspecify.annotations.Nullable;

/**
 * A task that runs in process: its mark, its claimed run and its history. Guarded by its
 * store.
 */
final class MemoryTask {

	private static final int HISTORY = 100;

	private final MemoryMark mark = new MemoryMark();

	private final Deque<TaskRun> history = new ArrayDeque<>();

	private @Nullable Run run;

	private long token;

	private long completed = -1;

	Instant register(String stamp, Instant now) {
		return this.mark.register(stamp, now);
	}

	ClaimResult claim(TickClaim claim, Instant now, Duration lease) {
		return this.mark.claim(claim, now, () -> {
			if (claim.rejected()) {
				return this.mark.skip(claim, TickCount.SKIPPED_REJECTED);
			}
			if (isRunning(now)) {
				return this.mark.skip(claim, TickCount.SKIPPED_OVERLAP);
			}
			return start(claim.call(), true, claim.nominal(), now, lease);
		});
	}

	ClaimResult trigger(String call, Instant now, Duration lease) {
		if (this.run != null && this.run.call().equals(call)) {
			return this.run.won();
		}
		if (isRunning(now)) {
			return new ClaimResult.Skipped(now, TickCount.SKIPPED_OVERLAP);
		}
		return start(call, false, now, now, lease);
	}

	private ClaimResult start(String call, boolean tick, Instant nominal, Instant now, Duration lease) {
		loseRun();
		this.token = Math.max(this.token + 1, now.toEpochMilli());
		Run started = new Run(this.token, call, tick, nominal, now.plus(lease));
		this.run = started;
		return started.won();
	}

	/** Returns whether the run still held its claim, or has ended by this very call. */
	boolean finish(FinishedRun finished) {
		Run ended = held(finished.key().token());
		if (ended == null) {
			return this.completed == finished.key().token();
		}
		this.run = null;
		this.completed = ended.token();
		if (ended.tick()) {
			this.mark.count(finished.count(), 1);
		}
		if (finished.record() != null) {
			keep(finished.record());
		}
		return true;
	}

	/** Returns whether the run still holds its claim. */
	boolean renew(long token, Instant until) {
		Run renewed = held(token);
		if (renewed != null) {
			this.run = new Run(renewed.token(), renewed.call(), renewed.tick(), renewed.nominal(), until);
		}
		return renewed != null;
	}

	private @Nullable Run held(long token) {
		return (this.run != null && this.run.token() == token) ? this.run : null;
	}

	boolean isRunning(Instant now) {
		return this.run != null && this.run.leaseUntil().isAfter(now);
	}

	/** Counts a run that is dead. */
	void loseRun() {
		if (this.run != null && this.run.tick()) {
			this.mark.count(TickCount.LOST_CRASH, 1);
		}
		this.run = null;
	}

	void record(TaskRun record) {
		if (!this.history.contains(record)) {
			keep(record);
		}
	}

	private void keep(TaskRun record) {
		this.history.addFirst(record);
		while (this.history.size() > HISTORY) {
			this.history.removeLast();
		}
	}

	List<TaskRun> history(int count) {
		return this.history.stream().limit(count).toList();
	}

	TickLedger ledger() {
		return this.mark.ledger((this.run != null && this.run.tick()) ? 1 : 0);
	}

	private record Run(long token, String call, boolean tick, Instant nominal, Instant leaseUntil) {

		ClaimResult won() {
			return new ClaimResult.Won(this.nominal, this.token, this.leaseUntil);
		}

	}

}
