package dev.scheduling.worker;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.job.JobId;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.testing.RedisProcess;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a worker costs and how fast it is, on a real Redis on loopback. Prints its
 * figures; the limits are those that are promised, with room for a busy machine.
 */
class WorkerMeasurements {

	private static final Duration LEASE = Duration.ofSeconds(10);

	@Test
	void j19IdleWorkerSendsLessThanOneCommandASecond() throws Exception {
		try (RedisProcess redis = RedisProcess.start(); RedisWorkers workers = new RedisWorkers(redis.port())) {
			QueueWorker worker = workers.worker(LEASE, 4, JobHandlerDefinition.of("noop", null, (p, c) -> null));
			worker.start();
			TimeUnit.SECONDS.sleep(2);
			long before = calls(redis);

			TimeUnit.SECONDS.sleep(20);

			double perSecond = (calls(redis) - before) / 20.0;
			System.out.printf("idle: %.2f client commands a second for one process and queue%n", perSecond);
			RedisWorkers.stop(worker);
			assertThat(perSecond).isLessThan(1);
		}
	}

	@Test
	void j19IdleWorkerStartsAJobAtOnce() throws Exception {
		try (RedisProcess redis = RedisProcess.start(); RedisWorkers workers = new RedisWorkers(redis.port())) {
			SynchronousQueue<Long> starts = new SynchronousQueue<>();
			QueueWorker worker = workers.worker(LEASE, 4, JobHandlerDefinition.of("noop", null, (p, c) -> {
				starts.put(System.nanoTime());
				return null;
			}));
			worker.start();
			JobStore jobs = workers.jobs();
			long[] micros = new long[1_000];
			for (int i = 0; i < micros.length + 200; i++) {
				NewJob job = NewJob.ready(JobId.of("job" + i, JobId.DEFAULT_QUEUE), RedisWorkers.envelope("noop"));
				long before = System.nanoTime();
				jobs.enqueue(JobId.DEFAULT_QUEUE, java.util.List.of(job));
				long took = starts.take() - before;
				micros[Math.floorMod(i - 200, micros.length)] = TimeUnit.NANOSECONDS.toMicros(took);
				TimeUnit.MILLISECONDS.sleep(2);
			}
			java.util.Arrays.sort(micros);
			System.out.printf("enqueue to start: p50 %d us, p99 %d us%n", micros[500], micros[990]);
			RedisWorkers.stop(worker);
			assertThat(micros[500]).isLessThan(5_000);
		}
	}

	@Test
	void drainsTenThousandJobs() throws Exception {
		try (RedisProcess redis = RedisProcess.start(); RedisWorkers workers = new RedisWorkers(redis.port())) {
			int count = 10_000;
			for (int round = 0; round < 3; round++) {
				CountDownLatch done = new CountDownLatch(count);
				QueueWorker worker = workers.worker(LEASE, 50, JobHandlerDefinition.of("noop", null, (p, c) -> {
					done.countDown();
					return null;
				}));
				workers.enqueue("noop", count);
				long commands = calls(redis);
				long before = System.nanoTime();
				worker.start();
				assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
				RedisWorkers.stop(worker);
				double seconds = (System.nanoTime() - before) / 1e9;
				System.out.printf("drain: %d jobs at concurrency 50 in %.2f s: %.0f jobs/s, %.2f commands a job%n",
						count, seconds, count / seconds, (calls(redis) - commands) / (double) count);
			}
		}
	}

	/** What clients have sent, not what scripts have called. */
	private static long calls(RedisProcess redis) {
		LettuceConnectionFactory factory = new LettuceConnectionFactory("127.0.0.1", redis.port());
		factory.afterPropertiesSet();
		factory.start();
		try (RedisConnection connection = factory.getConnection()) {
			Properties stats = connection.serverCommands().info("commandstats");
			return stats.stringPropertyNames()
				.stream()
				.filter((name) -> name.matches("cmdstat_(eval|evalsha|bzpopmin|smembers|sadd)"))
				.mapToLong((name) -> Long.parseLong(stats.getProperty(name).replaceAll("calls=(\\d+),.*", "$1")))
				.sum();
		}
		finally {
			factory.destroy();
		}
	}

}
