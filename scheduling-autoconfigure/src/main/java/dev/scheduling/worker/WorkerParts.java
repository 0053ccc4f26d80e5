package dev.scheduling.worker;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import dev.scheduling.execution.RunTimeouts;
import dev.scheduling.execution.TaskRunner;

/**
 * What a worker is made of: for each loop what it calls again and again, and what the
 * loops share. Has no thread of its own, so a test makes the passes itself.
 *
 * @param fetcher ends and fetches jobs
 * @param markers wait for work, each for a group of queues
 * @param renewer keeps leases
 * @param reaper takes jobs from dead workers
 * @param announcer says that this worker lives
 * @param reports tells what jobs report
 * @param timeouts stops what takes too long
 * @param runs the jobs in the worker's hands
 * @param channels the conversations with its queues
 * @param availability whether the store answers
 */
record WorkerParts(JobFetcher fetcher, List<MarkerWatch> markers, LeaseRenewer renewer, ExpiredLeaseReaper reaper,
		WorkerAnnouncer announcer, JobReports reports, RunTimeouts<JobRun> timeouts, LiveRuns runs,
		List<QueueChannel> channels, StoreAvailability availability) {

	static WorkerParts of(WorkerSettings settings, WorkerStores stores, WorkerThreads threads, JobCode code,
			LongSupplier nanoTime, RandomGenerator random) {
		String owner = settings.owner();
		Duration lease = settings.lease();
		StoreAvailability availability = new StoreAvailability(nanoTime);
		List<QueueChannel> channels = settings.queues()
			.stream()
			.map((queue) -> new QueueChannel(stores.jobs(), queue, owner, lease, nanoTime))
			.toList();
		LeaseRenewer renewer = new LeaseRenewer(stores.heartbeat(), owner, lease, nanoTime, () -> unanswered(channels));
		LiveRuns runs = new LiveRuns(renewer::remove);
		RunTimeouts<JobRun> timeouts = new RunTimeouts<>(nanoTime, JobRun::timeOut, JobRun::reportStuck);
		JobReports reports = new JobReports(stores.jobs(), owner, runs, availability);
		AttemptRunner attempts = new AttemptRunner(new JobPlanner(code.handlers()), code.payloads(),
				new TaskRunner(nanoTime), timeouts, reports,
				new AttemptVerdict(new RetryDelay(random), new UnfitJobs()), code.tickFailures());
		Lane lane = new Lane(threads.lane());
		JobFetcher fetcher = new JobFetcher(channels, lane, runs,
				new JobStarter(lane, runs, renewer, attempts, lease, nanoTime), availability, nanoTime);
		List<MarkerWatch> watches = stores.markers()
			.groups(settings.queues())
			.stream()
			.map((group) -> new MarkerWatch(stores.markers(), group, fetcher, availability))
			.toList();
		return new WorkerParts(fetcher, watches, renewer,
				new ExpiredLeaseReaper(stores.jobs(), lease, channels, availability),
				new WorkerAnnouncer(stores.jobs(), owner, settings.queues(), availability), reports, timeouts, runs,
				channels, availability);
	}

	private static List<String> unanswered(List<QueueChannel> channels) {
		return channels.stream().filter(QueueChannel::isFetchUnanswered).map(QueueChannel::queue).toList();
	}

}
