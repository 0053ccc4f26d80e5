package dev.scheduling.worker;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.scheduling.background.InProcessExecutor.Place;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.JobCompletion.HandedBack;
import dev.scheduling.worker.FetchSequence.Attempt;

/**
 * Lets fetched jobs run, each in the place that was reserved for it. Used by the thread
 * that fetches.
 */
final class JobStarter {

	/** How long a job waits that may run only alone of its kind, or found no thread. */
	private static final Duration LATER = Duration.ofSeconds(5);

	private final Lane lane;

	private final LiveRuns runs;

	private final LeaseRenewer leases;

	private final AttemptRunner attempts;

	private final Duration lease;

	private final LongSupplier nanoTime;

	JobStarter(Lane lane, LiveRuns runs, LeaseRenewer leases, AttemptRunner attempts, Duration lease,
			LongSupplier nanoTime) {
		this.lane = lane;
		this.runs = runs;
		this.leases = leases;
		this.attempts = attempts;
		this.lease = lease;
		this.nanoTime = nanoTime;
	}

	/**
	 * Starts jobs, and gives back the places that are left.
	 * @param fetch the fetch that brought them
	 * @param jobs the jobs
	 * @param stopping whether nothing may start any more
	 * @param ended takes each run when it has ended, on the thread of the run; or at once
	 * if it did not start
	 */
	void start(Attempt fetch, List<FetchedJob> jobs, boolean stopping, Consumer<JobRun> ended) {
		Duration left = this.lease.minusNanos(this.nanoTime.getAsLong() - fetch.firstSent());
		// An answer that took so long may name jobs that others have by now.
		boolean late = left.compareTo(this.lease.dividedBy(2)) < 0;
		for (int i = 0; i < jobs.size(); i++) {
			JobRun run = new JobRun(jobs.get(i), this.attempts);
			start(run, fetch.places().get(i), left, stopping || late, ended);
		}
		fetch.places().subList(jobs.size(), fetch.places().size()).forEach(Place::release);
	}

	private void start(JobRun run, Place place, Duration left, boolean refused, Consumer<JobRun> ended) {
		this.runs.add(run);
		// Kept before user code runs: a lease that lapses there would run the job twice.
		this.leases.add(run, left);
		if (!refused && this.runs.admits(run) && this.lane.start(run, place, () -> ended.accept(run))) {
			return;
		}
		place.release();
		run.end(new HandedBack(run.lease(), refused ? Duration.ZERO : LATER));
		ended.accept(run);
	}

}
