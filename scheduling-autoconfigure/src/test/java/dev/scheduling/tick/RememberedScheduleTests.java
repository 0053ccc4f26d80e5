package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.scheduling.periodic.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RememberedSchedule}.
 */
class RememberedScheduleTests {

	private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

	static Stream<Schedule> schedules() {
		return Stream.of(Schedule.cron("*/7 * * * * *", ZoneOffset.UTC),
				Schedule.interval(Duration.ofSeconds(7), Duration.ZERO), Schedule.fixedDelay(Duration.ofSeconds(7)));
	}

	@ParameterizedTest
	@MethodSource("schedules")
	void t1AnswersAsTheScheduleDoes(Schedule schedule) {
		RememberedSchedule remembered = new RememberedSchedule(schedule);
		Random random = new Random(1);
		for (int i = 0; i < 2000; i++) {
			Instant after = START.plusSeconds(random.nextInt(40));
			Instant upTo = after.plusSeconds(random.nextInt(40) - 5L);
			assertThat(remembered.next(after)).isEqualTo(schedule.next(after));
			assertThat(remembered.latest(after, upTo)).isEqualTo(schedule.latest(after, upTo));
			assertThat(remembered.count(after, upTo)).isEqualTo(schedule.count(after, upTo));
		}
	}

	@Test
	void asksOnceForATickThatIsOnTime() {
		AtomicInteger asked = new AtomicInteger();
		Schedule everySecond = new Schedule() {

			@Override
			public Optional<Instant> next(Instant after) {
				asked.incrementAndGet();
				return Optional.of(after.plusSeconds(1));
			}

			@Override
			public String describe() {
				return "each second";
			}

		};
		RememberedSchedule remembered = new RememberedSchedule(everySecond);
		assertThat(remembered.next(START)).contains(START.plusSeconds(1));
		asked.set(0);

		assertThat(remembered.latest(START, START.plusMillis(1001))).contains(START.plusSeconds(1));
		assertThat(remembered.count(START, START.plusSeconds(1))).isEqualTo(1);
		assertThat(remembered.next(START.plusSeconds(1))).contains(START.plusSeconds(2));
		assertThat(asked).hasValue(1);
	}

}
