package dev.scheduling.worker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.job.JobBody;
import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.queue.JobEnvelope;
import dev.scheduling.queue.JobEnvelopeCodec;
import dev.scheduling.queue.PayloadCodec;
import dev.scheduling.queue.QueueSettings;
import dev.scheduling.store.JobFetch;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.QueueRetention;
import dev.scheduling.store.ReapRules;
import dev.scheduling.store.StoredJob;
import dev.scheduling.store.memory.InMemoryJobStore;
import dev.scheduling.store.memory.InMemoryQueueMarkers;
import dev.scheduling.store.memory.InMemoryPeriodicStore;
import dev.scheduling.store.memory.InMemoryTaskControlStore;
import dev.scheduling.testing.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers without loops on the in-memory store: time stands still until a test moves it,
 * and every pass is the test's. Only the code of jobs has threads of its own.
 */
@Timeout(60)
abstract class WorkerFixture {

	static final Duration LEASE = Duration.ofSeconds(9);

	static final Duration SECOND = Duration.ofSeconds(1);

	static final String QUEUE = JobId.DEFAULT_QUEUE;

	private final Map<String, JobHandlerDefinition> handlers = new HashMap<>();

	private final List<InProcessExecutor> executors = new ArrayList<>();

	private final Map<String, Integer> owners = new HashMap<>();

	final MutableClock clock = new MutableClock("2026-11-23T12:00:00Z");

	final AtomicInteger starts = new AtomicInteger();

	final InMemoryJobStore store = new InMemoryJobStore(this.clock, new Random(1));

	final InMemoryQueueMarkers markers = new InMemoryQueueMarkers(this.store);

	final InMemoryTaskControlStore controls = new InMemoryTaskControlStore();

	final InMemoryPeriodicStore ticks = new InMemoryPeriodicStore(this.clock, this.controls);

	final FaultyLeaseStore leases = new FaultyLeaseStore(this.store);

	final FaultyLeaseStore heartbeat = new FaultyLeaseStore(this.store);

	@AfterEach
	void endThreads() {
		this.executors.forEach((executor) -> executor.shutdown(Duration.ZERO));
	}

	/** A handler that only counts its calls. */
	final JobHandlerDefinition counting(String name) {
		return JobHandlerDefinition.of(name, null, (payload, context) -> {
			this.starts.incrementAndGet();
			return null;
		});
	}

	final void handler(String name, JobBody body) {
		handler(JobHandlerDefinition.of(name, null, body));
	}

	final void handler(JobHandlerDefinition handler) {
		this.handlers.put(handler.name(), handler);
	}

	final WorkerParts worker(int concurrency, String... queues) {
		return worker(this.leases, this.handlers, concurrency, queues);
	}

	final WorkerParts worker(JobLeaseStore leases, Map<String, JobHandlerDefinition> handlers, int concurrency,
			String... queues) {
		return worker(leases, handlers, QueueSettings.none(), concurrency, queues);
	}

	final WorkerParts worker(QueueSettings rules, int concurrency, String... queues) {
		return worker(this.leases, this.handlers, rules, concurrency, queues);
	}

	private WorkerParts worker(JobLeaseStore leases, Map<String, JobHandlerDefinition> handlers, QueueSettings rules,
			int concurrency, String... queues) {
		InProcessExecutor executor = new InProcessExecutor("lane-", concurrency, 0, false, "concurrency");
		this.executors.add(executor);
		int number = this.owners.merge("worker", 1, Integer::sum);
		return WorkerParts.of(
				new WorkerSettings("worker-" + number, (queues.length > 0) ? List.of(queues) : List.of(QUEUE), rules,
						LEASE, (queue) -> QueueRetention.DEFAULTS),
				new WorkerStores(leases, this.heartbeat, this.markers), new WorkerThreads(executor, Thread::new),
				new JobCode((name) -> Optional.ofNullable(handlers.get(name)), PayloadCodec.create(),
						new TickFailures(this.ticks, this.controls), () -> WorkerFingerprint.of(handlers.values(), "")),
				this::nanoTime, new Random(1));
	}

	private long nanoTime() {
		Instant now = this.clock.instant();
		return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
	}

	final JobId enqueue(String key, String handler) {
		return enqueue(key, QUEUE, envelope(handler, null), Duration.ZERO);
	}

	final JobId enqueue(String key, String queue, JobEnvelope envelope, Duration delay) {
		JobId id = JobId.of(key, queue);
		this.store.enqueue(queue, List.of(new NewJob(id, new JobEnvelopeCodec().encode(envelope), delay, null)));
		return id;
	}

	final JobEnvelope envelope(String handler, String json) {
		return new JobEnvelope(handler, this.clock.instant(), null, null, null, Map.of(),
				(json != null) ? json.getBytes(StandardCharsets.UTF_8) : null);
	}

	/**
	 * Visits the queues and lets all code return, until nothing is left to say.
	 */
	final void work(WorkerParts worker) {
		worker.fetcher().visit();
		do {
			worker.fetcher().pass();
			assertThat(worker.runs().awaitNoneRunning(Duration.ofSeconds(10))).isTrue();
		}
		while (worker.channels()
			.stream()
			.anyMatch((channel) -> channel.hasCompletions() || channel.timing().hasMore()));
	}

	/**
	 * Creates a worker that runs the job {@code a} of a handler {@code long}.
	 * @param concurrency how many jobs it runs at once
	 * @param gate the code of the handler, which has begun
	 */
	final WorkerParts busyWorker(int concurrency, Gate gate) throws InterruptedException {
		handler("long", gate);
		enqueue("a", "long");
		WorkerParts worker = worker(concurrency);
		visit(worker);
		gate.awaitEntered();
		return worker;
	}

	/**
	 * Visits the queues and returns while code runs.
	 */
	final void visit(WorkerParts worker) {
		worker.fetcher().visit();
		worker.fetcher().pass();
	}

	/**
	 * Lets time pass while a reaper is at work, as there is one in a cluster.
	 */
	final void advance(Duration time) {
		for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(SECOND)) {
			this.clock.advance(SECOND);
			this.store.reap(QUEUE, ReapRules.of(LEASE));
		}
	}

	/**
	 * Lets a worker fetch one job and die.
	 */
	final void crash(String owner) {
		this.store.reap(QUEUE, ReapRules.of(LEASE));
		assertThat(this.store.fetch(new JobFetch(QUEUE, owner, "n", "", 1, LEASE)).jobs()).hasSize(1);
		advance(LEASE);
	}

	final StoredJob stored(JobId id) {
		return this.store.find(id).orElseThrow();
	}

	final JobState state(JobId id) {
		return stored(id).state();
	}

	/**
	 * Code that runs until the test lets it go or it is interrupted.
	 */
	static final class Gate implements JobBody {

		final Semaphore entered = new Semaphore(0);

		final Semaphore left = new Semaphore(0);

		final Semaphore open = new Semaphore(0);

		volatile boolean interrupted;

		volatile JobContext context;

		@Override
		public Object run(Object payload, JobContext context) throws InterruptedException {
			this.context = context;
			this.entered.release();
			try {
				this.open.acquire();
				return null;
			}
			catch (InterruptedException ex) {
				this.interrupted = true;
				throw ex;
			}
			finally {
				this.left.release();
			}
		}

		void awaitEntered() throws InterruptedException {
			assertThat(this.entered.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
		}

		void awaitLeft() throws InterruptedException {
			assertThat(this.left.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
		}

	}

}
