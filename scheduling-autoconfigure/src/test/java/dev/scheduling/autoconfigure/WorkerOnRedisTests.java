package dev.scheduling.autoconfigure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.scheduling.job.JobHandler;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.queue.JobEnvelope;
import dev.scheduling.queue.JobEnvelopeCodec;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.testing.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The worker of an application on a real Redis.
 */
class WorkerOnRedisTests {

	private static final CountDownLatch running = new CountDownLatch(1);

	private static RedisProcess redis;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("spring.data.redis.port=" + redis.port(), "spring.application.name=test",
				"scheduling.shutdown-timeout=100ms")
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
		.withConfiguration(SchedulingAutoConfigurations.ALL)
		.withUserConfiguration(Jobs.class);

	@BeforeAll
	static void startRedis() {
		redis = RedisProcess.start();
	}

	@AfterAll
	static void stopRedis() {
		redis.close();
	}

	@Test
	void runsJobsAndKeepsItsConnectionsToItself() {
		this.runner.run((context) -> {
			JobStore store = context.getBean(JobStore.class);
			JobId id = enqueue(store, "noop");

			Awaitility.await().until(() -> state(store, id) == JobState.SUCCEEDED);

			assertThat(context.getBean(RedisConnectionFactory.class)).isSameAs(BootRedis.factory(context));
			// For scripts, for enqueues, for markers and, from the first job on, for
			// heartbeats.
			assertThat(clients(context.getBean(RedisConnectionFactory.class))).isBetween(3L, 4L);
		});
	}

	@Test
	void j20HandsBackWhatIsRunningBeforeTheConnectionsClose() {
		JobId[] ids = new JobId[1];
		this.runner.run((context) -> {
			ids[0] = enqueue(context.getBean(JobStore.class), "long");
			running.await();
		});

		this.runner.withPropertyValues("scheduling.worker.enabled=false").run((context) -> {
			JobStore store = context.getBean(JobStore.class);
			assertThat(state(store, ids[0])).isEqualTo(JobState.QUEUED);
			assertThat(store.find(ids[0]).orElseThrow().failures()).isZero();
			assertThat(store.workers()).isEmpty();
		});
	}

	private static long clients(RedisConnectionFactory connections) {
		try (RedisConnection connection = connections.getConnection()) {
			return connection.serverCommands()
				.getClientList()
				.stream()
				.filter((client) -> LimitedClientConfiguration.CLIENT_NAME.equals(client.getName()))
				.count();
		}
	}

	private static JobId enqueue(JobStore store, String handler) {
		JobId id = JobId.of(handler + System.nanoTime(), JobId.DEFAULT_QUEUE);
		byte[] envelope = new JobEnvelopeCodec()
			.encode(new JobEnvelope(handler, Instant.EPOCH, null, null, null, Map.of(), null));
		store.enqueue(JobId.DEFAULT_QUEUE, List.of(NewJob.ready(id, envelope)));
		return id;
	}

	private static JobState state(JobStore store, JobId id) {
		return store.find(id).orElseThrow().state();
	}

	@Configuration(proxyBeanMethods = false)
	static class Jobs {

		@JobHandler("noop")
		void noop() {
		}

		@JobHandler("long")
		void sleep() throws InterruptedException {
			running.countDown();
			Thread.sleep(60_000);
		}

	}

}
