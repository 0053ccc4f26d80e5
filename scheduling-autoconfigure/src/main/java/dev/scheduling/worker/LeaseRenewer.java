package dev.scheduling.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.scheduling.lock.LeaseKeeper;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.RenewalResult;
import dev.scheduling.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the leases of the jobs in this worker's hands, and tells each job that was
 * cancelled, or whose lease cannot be kept, while no other worker can have it. Its thread
 * and its connection do nothing else, so that neither full lanes nor large results delay
 * it.
 */
final class LeaseRenewer {

	private static final Logger logger = LoggerFactory.getLogger(LeaseRenewer.class);

	private static final long EACH_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final JobLeaseStore store;

	private final String owner;

	private final Duration lease;

	private final Supplier<Collection<String>> unanswered;

	private final LeaseKeeper<JobRun> keeper;

	/**
	 * Creates the renewer.
	 * @param store the store; its commands time out well within a lease
	 * @param owner this worker
	 * @param lease how long a renewal lasts
	 * @param nanoTime a clock in nanoseconds that never goes back
	 * @param unanswered the queues with a fetch that was not answered
	 */
	LeaseRenewer(JobLeaseStore store, String owner, Duration lease, LongSupplier nanoTime,
			Supplier<Collection<String>> unanswered) {
		this.store = store;
		this.owner = owner;
		this.lease = lease;
		this.unanswered = unanswered;
		this.keeper = new LeaseKeeper<>(lease, nanoTime, this::renew, LeaseRenewer::lost);
	}

	void add(JobRun run, Duration left) {
		this.keeper.add(run, left);
	}

	void remove(JobRun run) {
		this.keeper.remove(run);
	}

	/**
	 * Renews all leases once. While jobs run, more often than their leases need: the
	 * answer says which of them were cancelled.
	 * @return how many nanoseconds to wait until the next pass
	 */
	long pass() {
		showLife();
		long wait = this.keeper.pass();
		return this.keeper.isEmpty() ? wait : Math.min(wait, EACH_SECOND);
	}

	/**
	 * A worker that lives on and does not name a job it was given has never learned of
	 * it: that is how the reaper tells a lost answer from a crash.
	 */
	private void showLife() {
		try {
			for (String queue : this.unanswered.get()) {
				this.store.renew(queue, this.owner, this.lease, List.of());
			}
		}
		catch (StoreUnavailableException ex) {
			logger.debug("No sign of life could be given", ex);
		}
	}

	private void renew(List<JobRun> runs, LeaseKeeper.Answer<JobRun> answer) {
		Map<String, List<JobRun>> byQueue = new HashMap<>();
		runs.forEach((run) -> byQueue.computeIfAbsent(run.partition(), (queue) -> new ArrayList<>()).add(run));
		byQueue.forEach((queue, all) -> {
			for (int from = 0; from < all.size(); from += JobLeaseStore.MAX_BATCH) {
				renew(queue, all.subList(from, Math.min(all.size(), from + JobLeaseStore.MAX_BATCH)), answer);
			}
		});
	}

	private void renew(String queue, List<JobRun> runs, LeaseKeeper.Answer<JobRun> answer) {
		RenewalResult result = this.store.renew(queue, this.owner, this.lease,
				runs.stream().map(JobRun::lease).toList());
		for (JobRun run : runs) {
			answer.of(run, !result.lost().contains(run.lease()));
			if (result.cancelled().contains(run.lease()) && run.stop(StopReason.CANCELLED)) {
				logger.info("Job '{}' was cancelled and is interrupted", run.lease().id());
			}
		}
	}

	private static void lost(JobRun run) {
		if (run.stop(StopReason.LEASE_LOST)) {
			logger.warn("Job '{}' has lost its lease and is interrupted; another worker may run it", run.lease().id());
		}
	}

}
