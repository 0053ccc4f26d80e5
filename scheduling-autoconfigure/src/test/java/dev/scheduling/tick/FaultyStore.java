package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import dev.scheduling.periodic.TaskRun;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.FinishResult;
import dev.scheduling.store.FinishedRun;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.RenewedRuns;
import dev.scheduling.store.RunKey;
import dev.scheduling.store.StoreUnavailableException;
import dev.scheduling.store.SweepResult;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickClaim;
import dev.scheduling.store.TickLedger;
import dev.scheduling.store.TriggerClaim;
import dev.scheduling.store.WaitingRun;

/**
 * A store that can be out of reach, or carry out what it is told without an answer.
 */
final class FaultyStore implements PeriodicStore {

	private final PeriodicStore store;

	volatile boolean out;

	volatile boolean loseAnswers;

	volatile boolean refuseEnds;

	volatile int refusedEnds;

	volatile int registrations;

	volatile int claims;

	FaultyStore(PeriodicStore store) {
		this.store = store;
	}

	private <T> T call(Supplier<T> operation) {
		if (this.out) {
			throw unavailable();
		}
		T answer = operation.get();
		if (this.loseAnswers) {
			throw unavailable();
		}
		return answer;
	}

	private static StoreUnavailableException unavailable() {
		return new StoreUnavailableException("expected by the test", new IllegalStateException());
	}

	@Override
	public boolean locksRuns() {
		return this.store.locksRuns();
	}

	@Override
	public Clock clock() {
		return this.store.clock();
	}

	@Override
	public List<Instant> register(List<TaskStamp> tasks) {
		this.registrations++;
		return call(() -> this.store.register(tasks));
	}

	@Override
	public List<ClaimResult> claim(String node, Duration lease, List<TickClaim> ticks) {
		this.claims++;
		return call(() -> this.store.claim(node, lease, ticks));
	}

	@Override
	public ClaimResult trigger(String node, Duration lease, TriggerClaim claim) {
		return call(() -> this.store.trigger(node, lease, claim));
	}

	@Override
	public FinishResult finish(List<FinishedRun> runs) {
		if (this.refuseEnds) {
			this.refusedEnds++;
			throw unavailable();
		}
		return call(() -> this.store.finish(runs));
	}

	@Override
	public RenewedRuns renew(String node, Duration lease, List<RunKey> runs) {
		return call(() -> this.store.renew(node, lease, runs));
	}

	@Override
	public SweepResult sweep(String node, Duration lease) {
		return call(() -> this.store.sweep(node, lease));
	}

	@Override
	public void backfill(String task, List<Instant> nominals, String request) {
		call(() -> {
			this.store.backfill(task, nominals, request);
			return task;
		});
	}

	@Override
	public List<WaitingRun> takeWaiting(String node, Duration lease, String call, List<String> tasks) {
		return call(() -> this.store.takeWaiting(node, lease, call, tasks));
	}

	@Override
	public void record(TaskRun run) {
		call(() -> {
			this.store.record(run);
			return run;
		});
	}

	@Override
	public int countFailure(String task, long token, boolean failed) {
		return call(() -> this.store.countFailure(task, token, failed));
	}

	@Override
	public List<TaskRun> runs(String task, int count) {
		return call(() -> this.store.runs(task, count));
	}

	@Override
	public void forget(String task) {
		call(() -> {
			this.store.forget(task);
			return task;
		});
	}

	@Override
	public TickLedger ledger(String task) {
		return call(() -> this.store.ledger(task));
	}

}
