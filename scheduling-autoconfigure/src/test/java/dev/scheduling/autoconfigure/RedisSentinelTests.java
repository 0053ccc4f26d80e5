package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.testing.RedisProcess;
import dev.scheduling.testing.SentinelProcesses;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule J21 behind Sentinels whose primary dies or freezes.
 */
@Tag("processes")
class RedisSentinelTests {

	private static final Duration OUTAGE_AFTER_FAILOVER = Duration.ofSeconds(2);

	/** Two seconds, and what a busy machine takes. */
	private static final Duration LONGEST_ENQUEUE = Duration.ofMillis(2200);

	private static SentinelProcesses redis;

	private final ApplicationContextRunner runner = WorkingApplication.runner()
		.withPropertyValues("spring.data.redis.sentinel.master=" + SentinelProcesses.NAME,
				"spring.data.redis.sentinel.nodes=" + redis.addresses());

	@BeforeAll
	static void startRedis() {
		redis = SentinelProcesses.start();
	}

	@AfterAll
	static void stopRedis() {
		redis.close();
	}

	@Test
	void j21JobsAndTicksWork() {
		this.runner.run((context) -> WorkingApplication.of(context).exercise());
	}

	@Test
	@Tag("chaos")
	void j21IsBackSoonAfterTheFailOverFromADeadPrimary() {
		failOver("dead", RedisProcess::kill, RedisProcess::restart);
	}

	@Test
	@Tag("chaos")
	void j21IsBackSoonAfterTheFailOverFromAFrozenPrimary() {
		failOver("frozen", RedisProcess::freeze, RedisProcess::thaw);
	}

	@Test
	@Tag("chaos")
	void j21IsBackSoonAfterAFailOverThatAnOperatorAskedFor() {
		failOver("demoted", (primary) -> redis.failOver(), (primary) -> {
		});
	}

	@Test
	@Tag("chaos")
	void j21AnIdleWorkerHearsOfTheFailOverFromAFrozenPrimary() {
		redis.awaitHealthy();
		this.runner.withPropertyValues("scheduling.scheduler.enabled=false")
			.run((worker) -> this.runner.withPropertyValues("scheduling.enabled=false").run((producer) -> {
				WorkingApplication.of(producer).runsJobs();
				RedisProcess left = redis.primary();
				RedisProcess replica = redis.replica();
				left.freeze();
				try {
					Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> SentinelProcesses.isPrimary(replica));
					long promoted = System.nanoTime();

					WorkingApplication.of(producer).runsJobs();

					Duration took = Duration.ofNanos(System.nanoTime() - promoted);
					System.out.printf("idle worker, frozen primary: jobs ran %d ms after the fail-over%n",
							took.toMillis());
					assertThat(took).isLessThan(OUTAGE_AFTER_FAILOVER);
				}
				finally {
					left.thaw();
				}
			}));
	}

	private void failOver(String how, Consumer<RedisProcess> leave, Consumer<RedisProcess> comeBack) {
		redis.awaitHealthy();
		this.runner.run((context) -> {
			WorkingApplication application = WorkingApplication.of(context);
			application.runsJobs();
			RedisProcess left = redis.primary();
			RedisProcess replica = redis.replica();
			try (LoggedProblems problems = LoggedProblems.watch();
					TestProducer producer = new TestProducer(application, "default")) {
				Awaitility.await().until(() -> producer.stored().size() > 50);
				long start = System.nanoTime();
				leave.accept(left);
				Awaitility.await()
					.pollInterval(Duration.ofMillis(10))
					.atMost(Duration.ofSeconds(20))
					.until(() -> SentinelProcesses.isPrimary(replica));
				long promoted = System.nanoTime();
				Instant promotedAt = Instant.now();
				Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> producer.lastStored() - promoted > 0);
				Duration toEnqueue = Duration.ofNanos(producer.lastStored() - promoted);
				JobId after = application.enqueue("mail", "after");
				Awaitility.await()
					.pollInterval(Duration.ofMillis(5))
					.until(() -> application.work().echoes.containsKey("after"));
				Duration toRun = Duration.ofNanos(System.nanoTime() - promoted);
				Awaitility.await()
					.pollInterval(Duration.ofMillis(5))
					.until(() -> application.work().ticks.stream().anyMatch((tick) -> tick.isAfter(promotedAt)));
				Duration outage = Duration.ofNanos(System.nanoTime() - start);

				System.out.printf(
						"%s primary: promoted after %d ms, then enqueued after %d ms, ran a job after %d ms; longest enqueue %d ms, "
								+ "%d enqueues failed; %d warnings and errors in %d ms, at most %d in a second%n",
						how, Duration.ofNanos(promoted - start).toMillis(), toEnqueue.toMillis(), toRun.toMillis(),
						producer.longest().toMillis(), producer.failures().size(), problems.size(), outage.toMillis(),
						problems.mostInASecond());
				System.out.print(problems.texts());
				assertThat(toEnqueue).isLessThan(OUTAGE_AFTER_FAILOVER);
				assertThat(toRun).isLessThan(OUTAGE_AFTER_FAILOVER);
				assertThat(producer.longest()).isLessThan(LONGEST_ENQUEUE);
				assertThat(problems.isQuiet(outage)).as(problems.texts()).isTrue();
				assertThat(application.jobs().await(after, Duration.ofSeconds(5)).state())
					.isEqualTo(JobState.SUCCEEDED);
			}
			finally {
				comeBack.accept(left);
			}
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !SentinelProcesses.isPrimary(left));
			application.runsJobs();
			application.ticks();
		});
	}

}
