package dev.scheduling.store.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

import dev.scheduling.job.JobId;
import dev.scheduling.job.QueueCounts;
import dev.scheduling.store.CancelResult;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.CompletionResult;
import dev.scheduling.store.DurableTick;
import dev.scheduling.store.DurableTickStore;
import dev.scheduling.store.EnqueueResult;
import dev.scheduling.store.FetchResult;
import dev.scheduling.store.FlushAndFetchResult;
import dev.scheduling.store.JobFetch;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.JobLease;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobReport;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.LiveWorker;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.ReapResult;
import dev.scheduling.store.ReapRules;
import dev.scheduling.store.RenewalResult;
import dev.scheduling.store.StoredJob;
import dev.scheduling.store.TaskStamp;
import dev.scheduling.store.TickLedger;
import org.jspecify.annotations.Nullable;

/**
 * The queues in one process, on the clock that it is given. Its lock guards all of it,
 * and is told of each change.
 */
public final class InMemoryJobStore implements JobStore, JobLeaseStore, DurableTickStore {

	private final Clock clock;

	private final RandomGenerator random;

	private final Map<String, Queue> queues = new HashMap<>();

	private final MemoryWorkers workers;

	private final InMemoryTaskControlStore controls;

	/**
	 * Creates a store in which no task is paused.
	 * @param clock the clock that decides
	 * @param random decides how long a job waits after repeated crashes
	 */
	public InMemoryJobStore(Clock clock, RandomGenerator random) {
		this(clock, random, new InMemoryTaskControlStore());
	}

	/**
	 * Creates the store.
	 * @param clock the clock that decides
	 * @param random decides how long a job waits after repeated crashes
	 * @param controls says which tasks are paused
	 */
	public InMemoryJobStore(Clock clock, RandomGenerator random, InMemoryTaskControlStore controls) {
		this.controls = controls;
		this.clock = clock;
		this.random = random;
		this.workers = new MemoryWorkers(clock);
	}

	@Override
	public Clock clock() {
		return this.clock;
	}

	@Override
	public synchronized List<EnqueueResult> enqueue(String queue, List<NewJob> jobs, int maxDepth) {
		List<EnqueueResult> results = new MemoryEnqueuing(queue(queue).jobs()).enqueue(jobs, maxDepth);
		notifyAll();
		return results;
	}

	@Override
	public synchronized Optional<StoredJob> find(JobId id) {
		return Optional.ofNullable(job(id)).map(MemoryJob::stored);
	}

	@Override
	public synchronized Optional<byte[]> result(JobId id) {
		return Optional.ofNullable(job(id)).map((job) -> job.result);
	}

	@Override
	public synchronized List<String> log(JobId id) {
		return Optional.ofNullable(job(id)).map((job) -> List.copyOf(job.log)).orElse(List.of());
	}

	@Override
	public synchronized CancelResult cancel(JobId id) {
		Queue queue = this.queues.get(id.partition());
		if (queue == null) {
			return CancelResult.UNKNOWN;
		}
		CancelResult result = new MemoryOperations(queue.jobs()).cancel(id.key());
		queue.jobs().wake();
		notifyAll();
		return result;
	}

	@Override
	public synchronized QueueCounts counts(String queue) {
		return queue(queue).jobs().counts();
	}

	@Override
	public synchronized Set<String> queues() {
		return Set.copyOf(this.queues.keySet());
	}

	@Override
	public synchronized List<LiveWorker> workers() {
		return this.workers.all();
	}

	@Override
	public synchronized FetchResult fetch(JobFetch fetch) {
		FetchResult result = queue(fetch.queue()).leases().fetch(fetch);
		notifyAll();
		return result;
	}

	@Override
	public synchronized List<CompletionResult> complete(JobFlush flush) {
		List<CompletionResult> results = queue(flush.queue()).leases().complete(flush);
		queue(flush.queue()).jobs().wake();
		notifyAll();
		return results;
	}

	@Override
	public synchronized FlushAndFetchResult completeAndFetch(JobFlush flush, JobFetch fetch) {
		return new FlushAndFetchResult(queue(flush.queue()).leases().complete(flush), fetch(fetch));
	}

	@Override
	public synchronized RenewalResult renew(String queue, String owner, Duration lease, List<JobLease> leases) {
		return queue(queue).leases().renew(owner, lease, leases);
	}

	@Override
	public synchronized ReapResult reap(String queue, ReapRules rules) {
		ReapResult result = queue(queue).reaper().reap(rules);
		notifyAll();
		return result;
	}

	@Override
	public synchronized boolean report(String queue, String owner, JobReport report) {
		return queue(queue).leases().report(owner, report);
	}

	@Override
	public synchronized void announce(String owner, String fingerprint, Collection<String> queues, Duration lifetime) {
		queues.forEach(this::queue);
		this.workers.announce(owner, fingerprint, queues, lifetime);
	}

	@Override
	public synchronized void leave(String owner, Map<String, String> received) {
		received.forEach((queue, nonce) -> queue(queue).leases().leave(owner, nonce));
		this.workers.remove(owner);
		notifyAll();
	}

	@Override
	public synchronized List<Instant> register(String queue, List<TaskStamp> tasks) {
		return tasks.stream().map(queue(queue).ticks()::register).toList();
	}

	@Override
	public synchronized List<ClaimResult> claim(String queue, List<DurableTick> ticks) {
		List<ClaimResult> results = ticks.stream()
			.map((tick) -> queue(queue).ticks().claim(tick, this.controls.isPaused(tick.claim().task())))
			.toList();
		notifyAll();
		return results;
	}

	@Override
	public synchronized void forget(String queue, String task) {
		queue(queue).ticks().forget(task);
	}

	@Override
	public synchronized TickLedger ledger(String queue, String task) {
		return queue(queue).ticks().ledger(task);
	}

	private @Nullable MemoryJob job(JobId id) {
		Queue queue = this.queues.get(id.partition());
		return (queue != null) ? queue.jobs().jobs.get(id.key()) : null;
	}

	synchronized MemoryQueue jobsOf(String queue) {
		return queue(queue).jobs();
	}

	private Queue queue(String name) {
		return this.queues.computeIfAbsent(name, (queue) -> Queue.create(this.clock, this.random));
	}

	private record Queue(MemoryQueue jobs, MemoryLeases leases, MemoryReaper reaper, MemoryTicks ticks) {

		static Queue create(Clock clock, RandomGenerator random) {
			MemoryQueue jobs = new MemoryQueue(clock);
			MemoryLeases leases = new MemoryLeases(jobs);
			return new Queue(jobs, leases, new MemoryReaper(jobs, leases, random), new MemoryTicks(jobs));
		}

	}

}
