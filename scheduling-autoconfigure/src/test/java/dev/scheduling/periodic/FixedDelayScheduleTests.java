package dev.scheduling.periodic;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FixedDelayScheduleTests {

	private static final Instant END_OF_RUN = Instant.parse("2026-07-01T12:00:00.123Z");

	private final Schedule schedule = Schedule.fixedDelay(Duration.ofMinutes(5));

	@Test
	void t4NextIsOneDelayAfterTheLastRun() {
		assertThat(this.schedule.next(END_OF_RUN)).hasValue(END_OF_RUN.plusSeconds(300));
		assertThat(this.schedule.describe()).isEqualTo("5m after the last run");
	}

	@Test
	void t4NextIsAWholeMillisecondAndNeverSoonerThanTheDelay() {
		assertThat(this.schedule.next(END_OF_RUN.plusNanos(1))).hasValue(END_OF_RUN.plusSeconds(300).plusMillis(1));
	}

	@Test
	void t4NeverMoreThanOneRunIsPending() {
		Instant due = END_OF_RUN.plusSeconds(300);

		assertThat(this.schedule.count(END_OF_RUN, due.minusMillis(1))).isZero();
		assertThat(this.schedule.latest(END_OF_RUN, due.minusMillis(1))).isEmpty();
		assertThat(this.schedule.count(END_OF_RUN, due)).isOne();
		assertThat(this.schedule.count(END_OF_RUN, due.plus(Duration.ofDays(9)))).isOne();
		assertThat(this.schedule.latest(END_OF_RUN, due.plus(Duration.ofDays(9)))).hasValue(due);
	}

	@Test
	void t4IsNoGridUnlikeTheOthers() {
		assertThat(this.schedule.isGrid()).isFalse();
		assertThat(Schedule.interval(Duration.ofMinutes(5), Duration.ZERO).isGrid()).isTrue();
		assertThat(Schedule.cron("0 2 * * *", ZoneOffset.UTC).isGrid()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "PT0.0000001S", "PT1.0000001S" })
	void t4DelayIsAtLeastAMillisecondInWholeOnes(Duration delay) {
		assertThatIllegalArgumentException().isThrownBy(() -> Schedule.fixedDelay(delay))
			.withMessageContaining("at least 1 ms, in whole milliseconds");
	}

}
