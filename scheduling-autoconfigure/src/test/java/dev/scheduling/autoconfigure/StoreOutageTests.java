package dev.scheduling.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.scheduling.health.PeriodicTasksHealthIndicator;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.StoreFailurePolicy;
import dev.scheduling.periodic.TaskContext;
import dev.scheduling.testing.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule T12 on a real Redis that goes away and comes back, without a restart of the
 * application. How long it is away can be given, in seconds, as {@code outage.seconds}.
 */
@Tag("processes")
class StoreOutageTests {

	private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 4));

	/** An answer that was under way, and the runs of ticks that were claimed ahead. */
	private static final Duration UNDER_WAY = Duration.ofMillis(500);

	/** A frozen Redis is noticed when a command has timed out. */
	private static final Duration NOTICED = Duration.ofSeconds(4);

	private static final Duration HEALED = Duration.ofSeconds(3);

	@Test
	void t12RedisIsKilledAndComesBack() {
		whileAway(RedisProcess::kill, RedisProcess::restart);
	}

	@Test
	void t12RedisIsFrozenAndComesBack() {
		whileAway((redis) -> signal(redis, "STOP"), (redis) -> signal(redis, "CONT"));
	}

	private static void whileAway(Consumer<RedisProcess> leave, Consumer<RedisProcess> comeBack) {
		try (RedisProcess redis = RedisProcess.start("--appendonly", "yes")) {
			new ApplicationContextRunner()
				.withPropertyValues("spring.data.redis.port=" + redis.port(), "scheduling.namespace=outage",
						"scheduling.shutdown-timeout=1s")
				.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
				.withConfiguration(SchedulingAutoConfigurations.ALL)
				.withUserConfiguration(Configured.class)
				.run((context) -> {
					assertThat(context).hasNotFailed();
					whileAway(context, () -> leave.accept(redis), () -> comeBack.accept(redis));
				});
		}
	}

	private static void whileAway(ApplicationContext context, Runnable leave, Runnable comeBack) {
		Work work = context.getBean(Work.class);
		Awaitility.await().until(() -> work.skipping.size() >= 2 && work.running.size() >= 2);
		assertThat(health(context).getStatus()).isEqualTo(Status.UP);

		leave.run();
		Instant left = Instant.now();
		Awaitility.await().atMost(NOTICED).until(() -> health(context).getStatus() == Status.DOWN);
		assertThat(health(context).getDetails()).containsKeys("outOfReachSince", "reason");
		Awaitility.await().atMost(OUTAGE.plusSeconds(5)).until(() -> Instant.now().isAfter(left.plus(OUTAGE)));
		Instant back = Instant.now();
		assertThat(work.skipping).noneMatch((start) -> start.at.isAfter(left.plus(UNDER_WAY)));
		assertThat(work.running)
			.anyMatch((start) -> start.nominal.isAfter(back.minusSeconds(2)) && start.token == Start.UNCLAIMED);
		comeBack.run();

		Awaitility.await()
			.atMost(HEALED)
			.until(() -> health(context).getStatus() == Status.UP && startsAfter(back, work.skipping).size() >= 2);
		Awaitility.await()
			.until(() -> startsAfter(back, work.skipping).size() >= 5
					&& work.running.get(work.running.size() - 1).token > 0);
		List<Start> late = startsAfter(back, work.skipping).stream()
			.filter((start) -> start.nominal.isBefore(back))
			.toList();
		assertThat(late).as("one run for what was missed, and one that was on its way").hasSizeBetween(1, 2);
		assertThat(late).allMatch((start) -> start.nominal.isAfter(back.minus(NOTICED)));
		assertEachTick(work.skipping, back.plusSeconds(1));
		assertEachTick(work.running, left.plus(NOTICED));
		assertThat(nominalTimes(work.skipping)).doesNotHaveDuplicates().isSorted();
		assertThat(nominalTimes(work.running)).doesNotHaveDuplicates().isSorted();
		assertThat(work.running.stream().mapToLong((start) -> start.token).filter((token) -> token > 0).toArray())
			.isSorted();
	}

	private static Health health(ApplicationContext context) {
		return context.getBean(PeriodicTasksHealthIndicator.class).health();
	}

	private static List<Start> startsAfter(Instant time, List<Start> starts) {
		return starts.stream().filter((start) -> start.at.isAfter(time)).toList();
	}

	private static List<Instant> nominalTimes(List<Start> starts) {
		return starts.stream().map(Start::nominal).toList();
	}

	/** From the first one after a time. */
	private static void assertEachTick(List<Start> starts, Instant from) {
		List<Instant> nominalTimes = nominalTimes(starts).stream().filter((nominal) -> nominal.isAfter(from)).toList();
		assertThat(nominalTimes.get(0)).isBefore(from.plusSeconds(1));
		assertThat(nominalTimes)
			.isEqualTo(IntStream.range(0, nominalTimes.size()).mapToObj(nominalTimes.get(0)::plusSeconds).toList());
	}

	private static void signal(RedisProcess redis, String signal) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(redis.process().pid())).start();
			assertThat(kill.waitFor()).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@Bean
		Work work() {
			return new Work();
		}

	}

	static class Work {

		private final List<Start> skipping = new CopyOnWriteArrayList<>();

		private final List<Start> running = new CopyOnWriteArrayList<>();

		@Periodic(interval = "1s", name = "skipping")
		void skipping(TaskContext context) {
			this.skipping.add(Start.now(context));
		}

		@Periodic(interval = "1s", name = "running", onStoreFailure = StoreFailurePolicy.RUN)
		void running(TaskContext context) {
			this.running.add(Start.now(context));
		}

	}

	private record Start(Instant nominal, long token, Instant at) {

		private static final long UNCLAIMED = -1;

		static Start now(TaskContext context) {
			return new Start(context.scheduledFor(), context.fencingToken(), Instant.now());
		}

	}

}
