package dev.scheduling.tick;

import java.time.Clock;
import java.util.Optional;

import dev.scheduling.lock.HeldLock;
import dev.scheduling.lock.RunLock;
import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.StoreFailurePolicy;
import dev.scheduling.periodic.TaskRun;
import dev.scheduling.store.TickCount;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Admits runs of cluster scope. The claim has decided that nobody else runs the task; the
 * run lock enforces it, also against other users of ShedLock and against a store that has
 * lost its keys. Where the claim has not brought the lock, it is taken here.
 */
final class ClusterAdmission implements RunAdmission {

	private static final Log logger = LogFactory.getLog(ClusterAdmission.class);

	private final Clock clock;

	private final @Nullable RunLock locks;

	private final RunLeases leases;

	private final RunFinisher finisher;

	/**
	 * Creates the admission.
	 * @param locks the run locks, {@code null} if they come with the claims
	 */
	ClusterAdmission(Clock clock, @Nullable RunLock locks, RunLeases leases, RunFinisher finisher) {
		this.clock = clock;
		this.locks = locks;
		this.leases = leases;
		this.finisher = finisher;
	}

	@Override
	public void enqueued(ClaimedRun run) {
		this.leases.keepClaim(run, this.clock);
	}

	@Override
	public Optional<LiveRun> admit(ClaimedRun run) {
		String task = run.task().name();
		if (!this.leases.isHeld(run)) {
			logger.warn("Task '%s' does not start for %s: its claim was lost while it waited for a thread"
				.formatted(task, run.scheduledFor()));
			return skip(run, TickCount.SKIPPED_LATE);
		}
		RunLock provider = this.locks;
		if (provider == null || run.task().rules().overlap() == OverlapPolicy.ALLOW_ALL) {
			return Optional.of(claimedOnly(run));
		}
		try {
			Optional<HeldLock> lock = provider.acquire(task);
			if (lock.isEmpty()) {
				logger
					.info("Task '%s' does not start for %s: its run lock is held".formatted(task, run.scheduledFor()));
				return skip(run, TickCount.SKIPPED_OVERLAP);
			}
			LiveRun live = new LiveRun(run, lock.get(), this.leases::isLockHeld);
			this.leases.keepLock(live);
			return Optional.of(live);
		}
		catch (RuntimeException ex) { // a lock provider may be the user's
			if (run.task().rules().onStoreFailure() == StoreFailurePolicy.RUN) {
				logger.warn("Task '%s' starts for %s without its run lock, which could not be taken: %s".formatted(task,
						run.scheduledFor(), ex.getMessage()));
				return Optional.of(claimedOnly(run));
			}
			logger.warn("Task '%s' does not start for %s: its run lock could not be taken: %s".formatted(task,
					run.scheduledFor(), ex.getMessage()));
			return skip(run, TickCount.SKIPPED_STORE);
		}
	}

	/** It holds its claim, which is all that there is to hold. */
	private LiveRun claimedOnly(ClaimedRun run) {
		LiveRun live = new LiveRun(run, null, (any) -> this.leases.isHeld(run));
		this.leases.keepClaim(live);
		return live;
	}

	private Optional<LiveRun> skip(ClaimedRun run, TickCount reason) {
		this.leases.letGo(run);
		this.finisher.finish(run, reason, null);
		return Optional.empty();
	}

	@Override
	public void end(LiveRun run, TaskRun record) {
		this.leases.letGo(run);
		release(run);
		// Last, so that whoever wins the next tick finds the lock free.
		this.finisher.finish(run.claimed(), TickCount.RUN, record);
	}

	@Override
	public void leaveOut(LiveRun run) {
		this.leases.letGo(run);
		release(run);
		this.finisher.finish(run.claimed(), TickCount.SKIPPED_CONDITION, null);
	}

	private static void release(LiveRun run) {
		try {
			HeldLock lock = run.lock();
			if (lock != null) {
				lock.release();
			}
		}
		catch (RuntimeException ex) { // a lock provider may be the user's
			logger.warn("The run lock of task '%s' could not be freed and ends with its lease: %s".formatted(run.task(),
					ex.getMessage()));
		}
	}

	@Override
	public void reject(ClaimedRun run) {
		skip(run, TickCount.SKIPPED_REJECTED);
	}

}
