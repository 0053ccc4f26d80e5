package dev.scheduling.worker;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobReport;

/**
 * Tells the store what running jobs report: at most once a second for each of them, and
 * once more at its end. The store refuses what comes from an attempt that has lost its
 * lease, so nothing of it reaches a newer one.
 */
final class JobReports {

	private static final long EACH_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final JobLeaseStore store;

	private final String owner;

	private final LiveRuns runs;

	private final StoreAvailability availability;

	JobReports(JobLeaseStore store, String owner, LiveRuns runs, StoreAvailability availability) {
		this.store = store;
		this.owner = owner;
		this.runs = runs;
		this.availability = availability;
	}

	/**
	 * Sends what there is, unless the store is known to be away.
	 * @return how many nanoseconds to wait until the next pass
	 */
	long pass() {
		this.runs.running().forEach(this::send);
		return EACH_SECOND;
	}

	/**
	 * Sends what one run has reported.
	 * @param run the run
	 */
	void send(JobRun run) {
		if (this.availability.isAway()) {
			return;
		}
		run.reports().next().ifPresent((report) -> {
			Optional<Boolean> held = this.availability.ask(() -> stored(run, report));
			held.ifPresent((isHeld) -> run.reports().answered(report));
			if (held.filter((isHeld) -> !isHeld).isPresent()) {
				run.stop(StopReason.LEASE_LOST);
			}
		});
	}

	private boolean stored(JobRun run, JobReport report) {
		return this.store.report(run.partition(), this.owner, report);
	}

}
