package dev.scheduling.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.annotation.JobHandlerRegistry;
import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.execution.ShutdownBudget;
import dev.scheduling.job.JobId;
import dev.scheduling.queue.JobEnvelope;
import dev.scheduling.queue.JobEnvelopeCodec;
import dev.scheduling.queue.PayloadCodec;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.memory.InMemoryPeriodicStore;
import dev.scheduling.store.memory.InMemoryTaskControlStore;
import dev.scheduling.store.redis.RedisJobLeaseStore;
import dev.scheduling.store.redis.RedisJobStore;
import dev.scheduling.store.redis.RedisQueueMarkers;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Workers on a real Redis, each with connections of its own, as a process has them.
 */
final class RedisWorkers implements AutoCloseable {

	static final String NAMESPACE = "test";

	private final int port;

	private final LettuceConnectionFactory connections;

	private final List<AutoCloseable> opened = new ArrayList<>();

	private final AtomicInteger names = new AtomicInteger();

	RedisWorkers(int port) {
		this.port = port;
		this.connections = connect(true, Duration.ofSeconds(2));
	}

	private LettuceConnectionFactory connect(boolean shared, Duration timeout) {
		LettuceConnectionFactory factory = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration("127.0.0.1", this.port),
				LettuceClientConfiguration.builder().commandTimeout(timeout).build());
		factory.setShareNativeConnection(shared);
		factory.afterPropertiesSet();
		factory.start();
		this.opened.add(0, factory::destroy);
		return factory;
	}

	JobStore jobs() {
		return new RedisJobStore(this.connections, NAMESPACE);
	}

	JobLeaseStore leases() {
		return new RedisJobLeaseStore(connect(true, Duration.ofSeconds(2)), NAMESPACE, new Random());
	}

	/**
	 * Makes a worker, not started.
	 */
	QueueWorker worker(Duration lease, int concurrency, JobHandlerDefinition... handlers) {
		return worker(leases(), List.of(JobId.DEFAULT_QUEUE), lease, concurrency, handlers);
	}

	QueueWorker worker(JobLeaseStore leases, List<String> queues, Duration lease, int concurrency,
			JobHandlerDefinition... handlers) {
		RedisQueueMarkers markers = new RedisQueueMarkers(connect(false, Duration.ofSeconds(10)), NAMESPACE);
		this.opened.add(0, markers);
		String owner = "worker-%d-%d".formatted(ProcessHandle.current().pid(), this.names.incrementAndGet());
		JobHandlerRegistry registry = JobHandlerRegistry.of(List.of(handlers));
		return new QueueWorker(new WorkerSettings(owner, queues, lease),
				new WorkerStores(leases,
						new RedisJobLeaseStore(connect(true, lease.dividedBy(5)), NAMESPACE, new Random()), markers),
				new WorkerThreads(new InProcessExecutor("lane-", concurrency, 0, false, "concurrency"), threads(owner)),
				new JobCode(registry::find, PayloadCodec.create(),
						new TickFailures(new InMemoryPeriodicStore(Clock.systemUTC()), new InMemoryTaskControlStore()),
						() -> WorkerFingerprint.of(registry.handlers(), "")),
				System::nanoTime, new Random());
	}

	private static ThreadFactory threads(String name) {
		return (work) -> {
			Thread thread = new Thread(work, name);
			thread.setDaemon(false);
			return thread;
		};
	}

	JobId enqueue(String name) {
		return enqueue(name, 1).iterator().next();
	}

	Collection<JobId> enqueue(String name, int count) {
		List<NewJob> jobs = IntStream.range(0, count).mapToObj((i) -> newJob(name, JobId.DEFAULT_QUEUE)).toList();
		for (int from = 0; from < count; from += JobStore.MAX_BATCH) {
			jobs().enqueue(JobId.DEFAULT_QUEUE, jobs.subList(from, Math.min(count, from + JobStore.MAX_BATCH)));
		}
		return jobs.stream().map(NewJob::id).toList();
	}

	private NewJob newJob(String name, String queue) {
		return NewJob.ready(JobId.of(name + "-" + this.names.incrementAndGet(), queue), envelope(name));
	}

	static byte[] envelope(String handler) {
		return new JobEnvelopeCodec().encode(new JobEnvelope(handler, Instant.EPOCH, null, null, null, Map.of(), null));
	}

	static void stop(QueueWorker worker) {
		worker.stop(new ShutdownBudget(Duration.ofSeconds(5)));
	}

	@Override
	public void close() throws Exception {
		for (AutoCloseable each : this.opened) {
			each.close();
		}
	}

}
