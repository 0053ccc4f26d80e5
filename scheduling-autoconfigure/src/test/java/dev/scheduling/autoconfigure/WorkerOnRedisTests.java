package dev.scheduling.autoconfigure;

import java.util.concurrent.CountDownLatch;

import dev.scheduling.job.JobHandler;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.JobQueue;
import dev.scheduling.job.JobState;
import dev.scheduling.store.JobStore;
import dev.scheduling.testing.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
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
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, JobAutoConfiguration.class,
				PeriodicAutoConfiguration.class, BackgroundAutoConfiguration.class))
		.withUserConfiguration(Handlers.class);

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
			JobId id = context.getBean(JobQueue.class).enqueue("noop", null, JobOptions.defaults());

			Awaitility.await().until(() -> state(store, id) == JobState.SUCCEEDED);

			assertThat(context.getBean(RedisConnectionFactory.class))
				.isSameAs(context.getBean("redisConnectionFactory"));
			// For scripts and for markers; the one for heartbeats opens with the first of
			// them.
			assertThat(clients(context.getBean(RedisConnectionFactory.class))).isBetween(2L, 3L);
		});
	}

	@Test
	void j20HandsBackWhatIsRunningBeforeTheConnectionsClose() {
		JobId[] ids = new JobId[1];
		this.runner.run((context) -> {
			ids[0] = context.getBean(JobQueue.class).enqueue("long", null, JobOptions.defaults());
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

	private static JobState state(JobStore store, JobId id) {
		return store.find(id).orElseThrow().state();
	}

	static class Handlers {

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
