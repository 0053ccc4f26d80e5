package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

import dev.scheduling.execution.Loop;
import dev.scheduling.lock.HeldLock;
import dev.scheduling.lock.LeaseKeeper;
import dev.scheduling.lock.LeaseKeeper.Answer;
import dev.scheduling.periodic.LockLostPolicy;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.RenewedRuns;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Keeps the claims of waiting and live runs and the run locks of live ones, each at a
 * third of its lease, and stops a run that loses one of them while nobody else can have
 * it yet (rule T7). Two threads, so that a slow lock provider does not cost a claim. Safe
 * for use by several threads.
 */
final class RunLeases {

	private static final Log logger = LogFactory.getLog(RunLeases.class);

	private final String node;

	private final Duration lease;

	private final PeriodicStore store;

	private final LeaseKeeper<ClaimedRun> claims;

	private final LeaseKeeper<LiveRun> locks;

	private final Map<ClaimedRun, LiveRun> alive = new ConcurrentHashMap<>();

	/** Those whose lock came with the claim and is gone. */
	private final Set<ClaimedRun> unlocked = ConcurrentHashMap.newKeySet();

	private final Loop claimsLoop;

	private final Loop locksLoop;

	RunLeases(String node, Duration lease, PeriodicStore store, LongSupplier nanoTime, ThreadFactory threads) {
		this.node = node;
		this.lease = lease;
		this.store = store;
		this.claims = new LeaseKeeper<>(lease, nanoTime, this::renewClaims, this::loseClaim);
		this.locks = new LeaseKeeper<>(lease, nanoTime, RunLeases::extendLocks,
				(run) -> lose(run, "its run lock was lost"));
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

	/** The run waits for a thread, for as long as that takes. */
	void keepClaim(ClaimedRun run, Clock clock) {
		this.claims.add(run, Duration.between(clock.instant(), run.leaseUntil()));
	}

	boolean isClaimHeld(ClaimedRun run) {
		return this.claims.holds(run);
	}

	/** The run's lock was taken a moment ago. */
	void keepLock(LiveRun run) {
		this.locks.add(run, this.lease);
		keepClaim(run);
	}

	/** The run begins, with a lock that came with its claim or with none. */
	void keepClaim(LiveRun run) {
		this.alive.put(run.claimed(), run);
		if (!isHeld(run.claimed())) {
			loseClaim(run.claimed());
		}
	}

	private void loseClaim(ClaimedRun run) {
		LiveRun live = this.alive.get(run);
		if (live != null) {
			lose(live, "its claim could not be renewed");
		}
	}

	private static void lose(LiveRun run, String reason) {
		if (run.claimed().task().rules().onLockLost() == LockLostPolicy.CONTINUE) {
			logger.warn("Task '%s' goes on for %s although %s ('on-lock-lost: continue')".formatted(run.task(),
					run.scheduledFor(), reason));
		}
		else {
			run.control().cancel(reason);
		}
	}

	void letGo(LiveRun run) {
		letGo(run.claimed());
		this.locks.remove(run);
	}

	void letGo(ClaimedRun run) {
		this.claims.remove(run);
		this.alive.remove(run);
		this.unlocked.remove(run);
	}

	/** Whether the claim is held, and the lock if one came with it. */
	boolean isHeld(ClaimedRun run) {
		return isClaimHeld(run) && !this.unlocked.contains(run);
	}

	boolean isLockHeld(LiveRun run) {
		return this.locks.holds(run) && this.claims.holds(run.claimed());
	}

	private void renewClaims(List<ClaimedRun> runs, Answer<ClaimedRun> answer) {
		for (int from = 0; from < runs.size(); from += PeriodicStore.MAX_BATCH) {
			List<ClaimedRun> batch = runs.subList(from, Math.min(runs.size(), from + PeriodicStore.MAX_BATCH));
			RenewedRuns renewed = this.store.renew(this.node, this.lease, batch.stream().map(ClaimedRun::key).toList());
			batch.forEach((run) -> answer.of(run, !renewed.lost().contains(run.key())));
			batch.stream().filter((run) -> renewed.cancelled().contains(run.key())).forEach(this::cancel);
			batch.stream().filter((run) -> renewed.unlocked().contains(run.key())).forEach(this::loseLock);
		}
	}

	private void cancel(ClaimedRun run) {
		LiveRun live = this.alive.get(run);
		if (live != null) {
			live.control().cancel("a later tick takes its place ('overlap: cancel-running')");
		}
	}

	/** Its claim is kept: nobody else is to run the task while its code does. */
	private void loseLock(ClaimedRun run) {
		LiveRun live = this.alive.get(run);
		if (isClaimHeld(run) && this.unlocked.add(run) && live != null) {
			lose(live, "its run lock was lost");
		}
	}

	/** Asks the store at once whether runs should stop. */
	void renewNow() {
		this.claimsLoop.wake();
	}

	private static void extendLocks(List<LiveRun> runs, Answer<LiveRun> answer) {
		for (LiveRun run : runs) {
			HeldLock lock = run.lock();
			answer.of(run, lock != null && lock.extend());
		}
	}

}
