package dev.scheduling.periodic;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScheduleTextTests {

	static Stream<Schedule> schedules() {
		return Stream.of(Schedule.cron("0 2 * * *", ZoneId.of("Europe/Paris")),
				Schedule.cron(List.of("0  2 * * *", "@daily", "*/5 0,30 1-3 ? * MON#1"), ZoneOffset.ofHours(2)),
				Schedule.cron(List.of("0 2 L * *"), ZoneId.of("America/Argentina/Buenos_Aires"), DstGapPolicy.SKIP,
						DstOverlapPolicy.RUN_BOTH),
				Schedule.interval(Duration.ofMinutes(5), Duration.ofSeconds(30)),
				Schedule.interval(Duration.ofMillis(1), Duration.ZERO), Schedule.fixedDelay(Duration.ofMillis(90_001)),
				Schedule.fixedDelay(Duration.ofDays(400)));
	}

	@ParameterizedTest
	@MethodSource("schedules")
	void t18RoundTripKeepsTheSchedule(Schedule schedule) {
		String text = ScheduleText.write(schedule);

		assertThat(text).doesNotContain("\n");
		assertThat(ScheduleText.read(text)).isEqualTo(schedule);
		assertThat(ScheduleText.read(text).describe()).isEqualTo(schedule.describe());
	}

	@Test
	void t18TextIsStableOverVersions() {
		assertThat(schedules().limit(4).map(ScheduleText::write)).containsExactly(
				"cron Europe/Paris run-after run-first 0 2 * * *",
				"cron +02:00 run-after run-first 0  2 * * * | @daily | */5 0,30 1-3 ? * MON#1",
				"cron America/Argentina/Buenos_Aires skip run-both 0 2 L * *", "interval PT5M PT30S");
		assertThat(ScheduleText.write(Schedule.fixedDelay(Duration.ofMinutes(5)))).isEqualTo("fixed-delay PT5M");
	}

	@Test
	void t18ScheduleOfAnotherKindIsRefused() {
		Schedule limited = new ScheduleLimits(Instant.EPOCH, null, Exclusions.none())
			.apply(Schedule.fixedDelay(Duration.ofMinutes(5)));

		assertThatIllegalArgumentException().isThrownBy(() -> ScheduleText.write(limited))
			.withMessageContaining("only cron, interval and fixed-delay schedules can be kept");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "daily", "cron", "cron Europe/Paris run-after run-first",
			"cron Mars/Base run-after run-first 0 2 * * *", "cron UTC run-never run-first 0 2 * * *",
			"cron UTC run-after run-first 0 25 * * *", "cron UTC run-after run-first 0 2 * * * | ", "interval PT5M",
			"interval PT5M 30", "interval PT0S PT0S", "fixed-delay", "fixed-delay 5m", "fixed-delay PT0S",
			"fixed-delay PT5M x" })
	void t18MalformedTextIsNamed(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ScheduleText.read(text))
			.withMessageStartingWith("'" + text + "' is not the text of a schedule");
	}

}
