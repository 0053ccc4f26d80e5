package dev.scheduling.periodic;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JitterTests {

	private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

	@Test
	void t11DelayIsTheSameOnEveryNodeAndInEveryVersion() {
		Duration hour = Duration.ofHours(1);

		assertThat(Jitter.of("report", NOON, hour, hour)).hasMillis(3_427_851);
		assertThat(Jitter.of("report", NOON.plusSeconds(3600), hour, hour)).hasMillis(2_067_910);
		assertThat(Jitter.of("übersicht", NOON, hour, hour)).hasMillis(532_245);
	}

	@Test
	void t11NoJitterAndNoGapGiveNoDelay() {
		assertThat(Jitter.of("report", NOON, Duration.ZERO, Duration.ofHours(1))).isZero();
		assertThat(Jitter.of("report", NOON, Duration.ofHours(1), Duration.ZERO)).isZero();
		assertThat(Jitter.of("report", NOON, Duration.ofMillis(1), Duration.ofHours(1))).isZero();
	}

	@Test
	void t11OrderAndBoundsHoldForAnyTaskGapAndJitter() {
		Random random = new Random(11);
		for (int i = 0; i < 200_000; i++) {
			String task = "task-" + random.nextInt(1_000);
			Instant nominal = NOON.plusMillis(random.nextInt());
			Duration gap = Duration.ofMillis(1 + random.nextInt(1 << random.nextInt(1, 31)));
			Duration jitter = Duration.ofMillis(random.nextInt(1 << random.nextInt(1, 31)));

			Duration delay = Jitter.of(task, nominal, jitter, gap);

			assertThat(delay.isNegative()).isFalse();
			assertThat(delay).isLessThanOrEqualTo(jitter).isLessThan(gap);
			assertThat(jitter.isZero() || delay.compareTo(jitter) < 0).isTrue();
			Instant next = nominal.plus(gap).plus(Jitter.of(task, nominal.plus(gap), jitter, gap));
			assertThat(nominal.plus(delay)).isBefore(next);
		}
	}

	@Test
	void t11DelaysOfOneTaskSpreadEvenly() {
		int[] counts = new int[20];
		for (int tick = 0; tick < 20_000; tick++) {
			counts[bucket("report", NOON.plusSeconds(60L * tick))]++;
		}

		assertThat(Arrays.stream(counts).summaryStatistics().getMin()).isGreaterThan(850);
		assertThat(Arrays.stream(counts).summaryStatistics().getMax()).isLessThan(1150);
	}

	@Test
	void t11DelaysOfTasksWithAlikeNamesSpreadEvenlyAtOneTime() {
		int[] counts = new int[20];
		for (int task = 0; task < 20_000; task++) {
			counts[bucket("task-" + task, NOON)]++;
		}

		assertThat(Arrays.stream(counts).summaryStatistics().getMin()).isGreaterThan(850);
		assertThat(Arrays.stream(counts).summaryStatistics().getMax()).isLessThan(1150);
	}

	@Test
	void t11NamesThatShareTheirHashCodeDoNotShareTheirDelay() {
		assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
		assertThat(Jitter.of("Aa", NOON, Duration.ofHours(1), Duration.ofHours(1)))
			.isNotEqualTo(Jitter.of("BB", NOON, Duration.ofHours(1), Duration.ofHours(1)));
	}

	private static int bucket(String task, Instant nominal) {
		Duration minute = Duration.ofMinutes(1);
		return (int) (Jitter.of(task, nominal, minute, minute).toMillis() / 3_000);
	}

}
