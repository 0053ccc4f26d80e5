package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.queue.EnqueueFailedException;
import dev.scheduling.queue.EnqueueOutcome;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.StoreUnavailableException;
import dev.scheduling.testing.FakeRedis;
import dev.scheduling.testing.RedisConsole;
import dev.scheduling.testing.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an enqueue waits for with {@code scheduling.durability}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DurabilityTests {

	private static final RedisAddress ADDRESS = new RedisAddress("localhost:6379", "The address is the default.");

	private final ApplicationContextRunner runner = WorkingApplication.runner();

	@Test
	void replicatedWaitsForAReplicaAndDelaysNobodyElse() {
		try (RedisProcess redis = RedisProcess.start("--repl-diskless-sync-delay", "0");
				RedisProcess replica = RedisProcess.start("--replicaof", "127.0.0.1", Integer.toString(redis.port()))) {
			awaitReplica(redis);
			this.runner.withPropertyValues("spring.data.redis.port=" + redis.port(), "scheduling.durability=replicated")
				.run((context) -> {
					WorkingApplication application = WorkingApplication.of(context);
					application.runsJobs();
					replica.freeze();
					long start = System.nanoTime();
					try (TestProducer producer = new TestProducer(application, "mail")) {
						Duration slowest = slowestLookUp(application, producer);
						Duration took = Duration.ofNanos(System.nanoTime() - start);

						System.out.printf(
								"not replicated: enqueue threw after %d ms; slowest look-up meanwhile %d ms%n",
								took.toMillis(), slowest.toMillis());
						assertThat(took).isBetween(Duration.ofMillis(500), Duration.ofMillis(2200));
						assertThat(slowest).isLessThan(Duration.ofMillis(400));
						assertThat(producer.failures().get(0)).isInstanceOf(EnqueueFailedException.class)
							.hasMessageContaining("It is stored, but no replica has confirmed it within 500 ms");
						JobId id = onlyUnknown((EnqueueFailedException) producer.failures().get(0));
						Awaitility.await()
							.until(() -> application.jobs().find(id).orElseThrow().state() == JobState.SUCCEEDED);
					}
					replica.thaw();
					application.runsJobs();
				});
		}
	}

	private static Duration slowestLookUp(WorkingApplication application, TestProducer producer) {
		JobId unknown = JobId.of("unknown", "mail");
		long slowest = 0;
		while (producer.failures().isEmpty()) {
			long start = System.nanoTime();
			assertThat(application.jobs().find(unknown)).isEmpty();
			slowest = Math.max(slowest, System.nanoTime() - start);
		}
		return Duration.ofNanos(slowest);
	}

	private static JobId onlyUnknown(EnqueueFailedException failure) {
		assertThat(failure.outcomes().values()).containsExactly(EnqueueOutcome.UNKNOWN);
		return failure.outcomes().keySet().iterator().next();
	}

	private static void awaitReplica(RedisProcess redis) {
		Awaitility.await()
			.until(() -> RedisConsole.ask(redis, (console) -> console.info("replication")).contains("state=online"));
	}

	@Test
	void replicatedWithoutAnyReplicaIsWarnedOfAtStart(CapturedOutput output) {
		try (RedisProcess redis = RedisProcess.start()) {
			this.runner.withPropertyValues("spring.data.redis.port=" + redis.port(), "scheduling.durability=replicated")
				.run((context) -> assertThat(context).hasNotFailed());
		}
		assertThat(output).contains("has no replica now");
	}

	/** Of a real Redis that is too old for it, as the packaged ones still are. */
	@Test
	void fsyncedRefusesTheStartOnAnOldRedis() {
		try (RedisProcess redis = RedisProcess.startOldest("--appendonly", "yes")) {
			this.runner.withPropertyValues("spring.data.redis.port=" + redis.port(), "scheduling.durability=fsynced")
				.run((context) -> assertThat(context.getStartupFailure()).rootCause()
					.isInstanceOf(RedisUnfitException.class)
					.hasMessageContaining("'scheduling.durability' is 'fsynced', but Redis at localhost:%d cannot "
						.formatted(redis.port()))
					.hasMessageContaining("it has version 6.2."));
		}
	}

	@Test
	void fsyncedNeedsAnAppendOnlyFile() {
		RedisServer server = new RedisServer("7.2.4", RedisServer.NO_EVICTION, "0", "0");

		assertThat(server.cannotConfirmFsync()).isFalse();
		assertThat(server.hasNoAppendOnlyFile()).isTrue();
		assertThat(RedisUnfitException.cannotConfirmFsync(ADDRESS, server))
			.hasMessageContaining("cannot confirm that a job is on disk: its append-only file is off");
	}

	/**
	 * Not on a real Redis, as none of 7.2 is at hand: only what is sent, and how answers
	 * are read.
	 */
	@Test
	void fsyncedAsksOnTheConnectionOfTheScript() {
		try (FakeRedis redis = fakeRedis(1)) {
			fsynced(redis).run((context) -> {
				enqueue(context.getBean(JobStore.class));

				List<String> told = redis.received()
					.stream()
					.filter((command) -> command.matches("\\d+ (EVALSHA|HINCRBY|WAITAOF) .*"))
					.map((command) -> command.replaceAll("(EVALSHA) .*", "$1"))
					.toList();
				String connection = told.get(0).split(" ")[0];
				assertThat(told).containsExactly(connection + " EVALSHA",
						connection + " HINCRBY scheduling:{test/q/default}:meta confirmations 1",
						connection + " WAITAOF 1 0 500");
			});
		}
	}

	@Test
	void fsyncedThrowsIfTheDiskWasTooSlow() {
		try (FakeRedis redis = fakeRedis(0)) {
			fsynced(redis).run((context) -> assertThatExceptionOfType(StoreUnavailableException.class)
				.isThrownBy(() -> enqueue(context.getBean(JobStore.class)))
				.withMessage("It is stored, but the append-only file was not synced within 500 ms"));
		}
	}

	private ApplicationContextRunner fsynced(FakeRedis redis) {
		return this.runner.withPropertyValues("spring.data.redis.port=" + redis.port(), "scheduling.enabled=false",
				"scheduling.durability=fsynced");
	}

	private static FakeRedis fakeRedis(int synced) {
		long micros = TimeUnit.MILLISECONDS.toMicros(Instant.now().toEpochMilli());
		return FakeRedis.start()
			.answer("INFO", FakeRedis
				.bulk("redis_version:7.2.4\r\nmaxmemory_policy:noeviction\r\naof_enabled:1\r\nconnected_slaves:0\r\n"))
			.answer("SMEMBERS", "*1\r\n" + FakeRedis.bulk("default"))
			.answer("EVALSHA", "*2\r\n:" + micros + "\r\n:1")
			.answer("HINCRBY", ":1")
			.answer("WAITAOF", "*2\r\n:" + synced + "\r\n:0");
	}

	private static void enqueue(JobStore store) {
		store.enqueue("default", List.of(NewJob.ready(JobId.of("job", "default"), new byte[] { '{', '}' })));
	}

}
