package dev.scheduling.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

import dev.scheduling.execution.RunTimeouts;
import dev.scheduling.execution.TaskRunner;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.ParkedGroup;

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
		String fingerprint = code.fingerprint().get();
		UnfitJobs unfitJobs = new UnfitJobs(fingerprint, (name) -> code.handlers().apply(name).isPresent());
		Lane lane = new Lane(threads.lane());
		List<QueueChannel> channels = channels(settings, stores.jobs(), lane, nanoTime, unfitJobs::canTry);
		LeaseRenewer renewer = new LeaseRenewer(stores.heartbeat(), owner, lease, nanoTime, () -> unanswered(channels));
		LiveRuns runs = new LiveRuns(renewer::remove);
		RunTimeouts<JobRun> timeouts = new RunTimeouts<>(nanoTime, JobRun::timeOut, JobRun::reportStuck);
		JobReports reports = new JobReports(stores.jobs(), owner, runs, availability);
		AttemptRunner attempts = new AttemptRunner(new JobPlanner(code.handlers()), code.payloads(),
				new TaskRunner(nanoTime), timeouts, reports,
				new AttemptVerdict(new RetryDelay(random), unfitJobs, settings.kept()), code.tickFailures());
		JobFetcher fetcher = new JobFetcher(channels, lane, runs,
				new JobStarter(lane, runs, renewer, attempts, lease, nanoTime), availability, nanoTime);
		List<MarkerWatch> watches = stores.markers()
			.groups(settings.partitions())
			.stream()
			.map((group) -> new MarkerWatch(stores.markers(), group, fetcher, availability))
			.toList();
		return new WorkerParts(fetcher, watches, renewer,
				new ExpiredLeaseReaper(stores.jobs(), lease, settings.kept(), channels, availability),
				new WorkerAnnouncer(stores.jobs(), owner, fingerprint, settings.partitions(), availability), reports,
				timeouts, runs, channels, availability);
	}

	private static List<QueueChannel> channels(WorkerSettings settings, JobLeaseStore store, Lane lane,
			LongSupplier nanoTime, Predicate<ParkedGroup> canTry) {
		List<QueueChannel> channels = new ArrayList<>();
		for (String queue : settings.queues()) {
			QueuePlaces places = new QueuePlaces(lane, settings.rules().concurrency(queue));
			for (String partition : settings.rules().partitions(queue)) {
				FetchSequence fetches = new FetchSequence(partition, settings.owner(), settings.lease(),
						settings.rules().limits(partition));
				channels.add(new QueueChannel(store, settings.owner(), fetches, places, nanoTime, canTry));
			}
		}
		return List.copyOf(channels);
	}

	private static List<String> unanswered(List<QueueChannel> channels) {
		return channels.stream().filter(QueueChannel::isFetchUnanswered).map(QueueChannel::queue).toList();
	}

}
