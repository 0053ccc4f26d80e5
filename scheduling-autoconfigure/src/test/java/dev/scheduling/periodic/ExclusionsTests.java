package dev.scheduling.periodic;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExclusionsTests {

	@Test
	void t17DateIsTheLocalDay() {
		Exclusions day = Exclusions.parse(List.of("2026-12-25"), ZoneId.of("Asia/Tokyo"));

		assertThat(excluded(day, "2026-12-24T14:59:59.999Z")).isFalse();
		assertThat(excluded(day, "2026-12-24T15:00:00Z")).isTrue();
		assertThat(excluded(day, "2026-12-25T14:59:59.999Z")).isTrue();
		assertThat(excluded(day, "2026-12-25T15:00:00Z")).isFalse();
	}

	@Test
	void t17CronOfFiveFieldsExcludesTheWholeMinute() {
		Exclusions minute = Exclusions.parse(List.of("30 9 * * MON-FRI"), ZoneOffset.UTC);

		assertThat(excluded(minute, "2026-07-01T09:29:59.999Z")).isFalse();
		assertThat(excluded(minute, "2026-07-01T09:30:00Z")).isTrue();
		assertThat(excluded(minute, "2026-07-01T09:30:59.999Z")).isTrue();
		assertThat(excluded(minute, "2026-07-01T09:31:00Z")).isFalse();
		assertThat(excluded(minute, "2026-07-04T09:30:00Z")).isFalse();
	}

	@Test
	void t17CronOfSixFieldsExcludesTheSecond() {
		Exclusions second = Exclusions.parse(List.of("15 30 9 * * *"), ZoneOffset.UTC);

		assertThat(excluded(second, "2026-07-01T09:30:14.999Z")).isFalse();
		assertThat(excluded(second, "2026-07-01T09:30:15Z")).isTrue();
		assertThat(excluded(second, "2026-07-01T09:30:15.999Z")).isTrue();
		assertThat(excluded(second, "2026-07-01T09:30:16Z")).isFalse();
	}

	@Test
	void t17BothPassesOfATimeThatComesTwiceAreExcluded() {
		Exclusions hour = Exclusions.parse(List.of("* 1 * * *"), ZoneId.of("America/New_York"));

		assertThat(excluded(hour, "2026-11-01T04:59:59Z")).isFalse();
		assertThat(excluded(hour, "2026-11-01T05:30:00Z")).isTrue();
		assertThat(excluded(hour, "2026-11-01T06:30:00Z")).isTrue();
		assertThat(excluded(hour, "2026-11-01T07:00:00Z")).isFalse();
	}

	@Test
	void t17DayWhoseLastHourComesAgainAfterMidnight() {
		ZoneId stJohns = ZoneId.of("America/St_Johns");
		Schedule limited = new ScheduleLimits(null, null, Exclusions.parse(List.of("2010-11-06"), stJohns))
			.apply(Schedule.cron("30 * * * * *", stJohns));

		List<Instant> runs = LocalRuns.between(limited, Instant.parse("2010-11-06T02:00:00Z"),
				Instant.parse("2010-11-07T03:33:00Z"));

		assertThat(runs).extracting((run) -> run.atZone(stJohns).toLocalDateTime().toString())
			.startsWith("2010-11-05T23:30:30")
			.endsWith("2010-11-05T23:59:30", "2010-11-07T00:00:30", "2010-11-07T00:00:30", "2010-11-07T00:01:30",
					"2010-11-07T00:02:30");
	}

	@ParameterizedTest
	@ValueSource(strings = { "25/12/2026", "2026-02-30", "2026-12-25T10:00", "@daily", "0 25 * * *", "" })
	void t17TextThatIsNeitherDateNorCronIsNamedWithWhatIsAllowed(String text) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Exclusions.parse(List.of("2026-12-25", text), ZoneOffset.UTC))
			.withMessageStartingWith("'" + text + "' is not an exclusion")
			.withMessageContaining("a date such as 2026-12-25")
			.withMessageContaining("a cron expression such as '* 0-5 * * *'");
	}

	@Test
	void t17NoneExcludesNothing() {
		assertThat(Exclusions.none().isEmpty()).isTrue();
		assertThat(excluded(Exclusions.none(), "2026-12-25T00:00:00Z")).isFalse();
		assertThat(Exclusions.parse(List.of(), ZoneOffset.UTC)).isEqualTo(Exclusions.none());
	}

	private static boolean excluded(Exclusions exclusions, String instant) {
		return exclusions.excludes(Instant.parse(instant));
	}

}
