package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

import dev.scheduling.execution.Loop;
import dev.scheduling.lock.HeldLock;
import dev.scheduling.lock.LeaseKeeper;
import dev.scheduling.lock.LeaseKeeper.Answer;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.RunKey;

/**
 * Keeps the claims and the run locks of live runs, each at a third of its lease, and
 * stops a run that loses one of them while nobody else can have it yet (rule T7). Two
 * threads, so that a slow lock provider does not cost a claim. Safe for use by several
 * threads.
 */
final class RunLeases {

	private final String node;

	private final Duration lease;

	private final PeriodicStore store;

	private final LeaseKeeper<LiveRun> claims;

	private final LeaseKeeper<LiveRun> locks;

	private final Loop claimsLoop;

	private final Loop locksLoop;

	RunLeases(String node, Duration lease, PeriodicStore store, LongSupplier nanoTime, ThreadFactory threads) {
		this.node = node;
		this.lease = lease;
		this.store = store;
		this.claims = new LeaseKeeper<>(lease, nanoTime, this::renewClaims,
				(run) -> run.control().cancel("its claim could not be renewed"));
		this.locks = new LeaseKeeper<>(lease, nanoTime, RunLeases::extendLocks,
				(run) -> run.control().cancel("its run lock was lost"));
		this.claimsLoop = new Loop("claims", threads, this.claims::pass);
		this.locksLoop = new Loop("run locks", threads, this.locks::pass);
	}

	void start() {
		this.claimsLoop.start();
		this.locksLoop.start();
	}

	void stop() {
		this.claimsLoop.stop();
		this.locksLoop.stop();
	}

	/** The run's lock was taken a moment ago, its claim some time before. */
	void keep(LiveRun run, Clock clock) {
		this.claims.add(run, Duration.between(clock.instant(), run.claimed().leaseUntil()));
		this.locks.add(run, this.lease);
	}

	void letGo(LiveRun run) {
		this.claims.remove(run);
		this.locks.remove(run);
	}

	boolean isLockHeld(LiveRun run) {
		return this.locks.holds(run);
	}

	private void renewClaims(List<LiveRun> runs, Answer<LiveRun> answer) {
		for (int from = 0; from < runs.size(); from += PeriodicStore.MAX_BATCH) {
			List<LiveRun> batch = runs.subList(from, Math.min(runs.size(), from + PeriodicStore.MAX_BATCH));
			Set<RunKey> lost = this.store.renew(this.node, this.lease, batch.stream().map(LiveRun::key).toList());
			batch.forEach((run) -> answer.of(run, !lost.contains(run.key())));
		}
	}

	private static void extendLocks(List<LiveRun> runs, Answer<LiveRun> answer) {
		for (LiveRun run : runs) {
			HeldLock lock = run.lock();
			answer.of(run, lock != null && lock.extend());
		}
	}

}
