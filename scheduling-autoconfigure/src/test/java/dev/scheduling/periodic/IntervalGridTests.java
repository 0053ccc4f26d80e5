package dev.scheduling.periodic;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IntervalGridTests {

	private static final int TICKS = 100_000;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void t1TicksLieOnTheGridAfterAHundredThousandOfThem(long seed) {
		Random random = new Random(seed);
		long interval = 1 + (long) (random.nextDouble() * Duration.ofDays(2).toMillis());
		long offset = (long) (random.nextDouble() * interval);
		Schedule schedule = Schedule.interval(Duration.ofMillis(interval), Duration.ofMillis(offset));
		Instant start = Instant.parse("2026-07-01T12:00:00Z").plusMillis(random.nextInt(1_000_000));
		long first = Math.floorDiv(start.toEpochMilli() - offset, interval) + 1;

		Instant tick = start;
		for (long n = first; n < first + TICKS; n++) {
			tick = schedule.next(tick).orElseThrow();
			if (tick.toEpochMilli() != n * interval + offset) {
				assertThat(tick).as("tick %d of %s", n, schedule.describe())
					.isEqualTo(Instant.ofEpochMilli(n * interval + offset));
			}
		}

		assertThat(schedule.count(start, tick)).isEqualTo(TICKS);
		assertThat(schedule.latest(start, tick)).hasValue(tick);
	}

	@ParameterizedTest
	@ValueSource(longs = { 11, 12, 13 })
	void t1GridIsTheSameFromWhereverANodeBeginsToCount(long seed) {
		Random random = new Random(seed);
		Schedule schedule = Schedule.interval(Duration.ofSeconds(90), Duration.ofSeconds(20));
		Instant tick = Instant.ofEpochSecond(90L * random.nextInt(20_000_000) + 20);

		for (int i = 0; i < 1_000; i++) {
			Instant anywhere = tick.minusNanos(1 + (long) (random.nextDouble() * 90_000_000_000L));
			assertThat(schedule.next(anywhere)).hasValue(tick);
		}
		assertThat(schedule.next(tick)).hasValue(tick.plusSeconds(90));
	}

	@Test
	void t1GridGoesBackBeyondTheEpoch() {
		Schedule schedule = Schedule.interval(Duration.ofHours(1), Duration.ofMinutes(10));

		assertThat(schedule.next(Instant.EPOCH.minusSeconds(1))).hasValue(Instant.EPOCH.plusSeconds(600));
		assertThat(schedule.next(Instant.EPOCH.minusSeconds(3001))).hasValue(Instant.EPOCH.minusSeconds(3000));
	}

}
