package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.queue.EnqueueFailedException;
import dev.scheduling.testing.RedisConsole;
import dev.scheduling.testing.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rule J21 on one Redis that for a while refuses what it is asked.
 */
@Tag("processes")
class RedisInterruptionsTests {

	/** One second, and what a busy machine takes. */
	private static final Duration HEALED = Duration.ofMillis(1500);

	private static final Duration LONGEST_ENQUEUE = Duration.ofMillis(2200);

	@Test
	void j21PrimaryThatIsAReplicaForAWhile() {
		try (RedisProcess redis = RedisProcess.start()) {
			runner(redis).run((context) -> {
				WorkingApplication application = WorkingApplication.of(context);
				application.runsJobs();
				RedisConsole.ask(redis, (console) -> console.replicaof("127.0.0.1", 1));
				long start = System.nanoTime();

				assertThatExceptionOfType(EnqueueFailedException.class)
					.isThrownBy(() -> application.enqueue("mail", "refused"))
					.withMessageContaining("READONLY");

				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_ENQUEUE);
				Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
				RedisConsole.ask(redis, (console) -> console.replicaofNoOne());
				healed(application, "READONLY");
			});
		}
	}

	@Test
	void j21RedisThatLoadsItsData() {
		try (RedisProcess redis = RedisProcess.start("--appendonly", "yes", "--key-load-delay", "2000")) {
			runner(redis).run((context) -> {
				WorkingApplication application = WorkingApplication.of(context);
				application.runsJobs();
				RedisConsole.ask(redis, (console) -> {
					for (int i = 0; i < 1000; i++) {
						console.set("filler-" + i, "");
					}
					return null;
				});
				redis.kill();

				redis.restart();

				String errors = RedisConsole.ask(redis, (console) -> console.info("errorstats"));
				assertThat(errors).contains("errorstat_LOADING");
				healed(application, "LOADING");
			});
		}
	}

	@Test
	void j21RedisThatHasLostEverything() {
		try (RedisProcess redis = RedisProcess.start()) {
			runner(redis).run((context) -> {
				WorkingApplication application = WorkingApplication.of(context);
				application.runsJobs();
				RedisConsole.ask(redis, (console) -> console.flushall());
				RedisConsole.ask(redis, (console) -> console.scriptFlush());
				healed(application, "FLUSHALL");
				application.exercise();
			});
		}
	}

	private static void healed(WorkingApplication application, String what) {
		long start = System.nanoTime();
		List<JobId> ids = List.of(application.enqueue("mail", "mail"), application.enqueue("slow", "slow"));
		ids.forEach((id) -> assertThat(application.jobs().await(id, Duration.ofSeconds(10)).state())
			.isEqualTo(JobState.SUCCEEDED));
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		System.out.printf("%s is over: jobs of two queues ran after %d ms%n", what, took.toMillis());
		assertThat(took).isLessThan(HEALED);
		application.ticks();
	}

	private static ApplicationContextRunner runner(RedisProcess redis) {
		return WorkingApplication.runner().withPropertyValues("spring.data.redis.port=" + redis.port());
	}

}
