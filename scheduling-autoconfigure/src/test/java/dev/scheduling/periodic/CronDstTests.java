package dev.scheduling.periodic;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CronDstTests {

	@ParameterizedTest
	@CsvSource({ "America/New_York, 2026-03-08, 30 2 * * *, 03:00-04:00",
			"Europe/Paris, 2026-03-29, 0 2 * * *, 03:00+02:00", "Africa/Cairo, 2026-04-24, 0 0 * * *, 01:00+03:00",
			"America/Havana, 2026-03-08, 59 0 * * *, 01:00-04:00",
			"Australia/Lord_Howe, 2026-10-04, 15 2 * * *, 02:30+11:00",
			"Antarctica/Troll, 2026-03-29, 30 1 * * *, 03:00+02:00",
			"Antarctica/Troll, 2026-03-29, 59 2 * * *, 03:00+02:00",
			"Africa/Casablanca, 2026-03-22, 30 2 * * *, 03:00+01:00" })
	void t3FixedTimeInAGapRunsOnceAtItsEndOrNotAtAll(String zone, String day, String cron, String end) {
		assertThat(LocalRuns.in(zone).on(day, cron)).containsExactly(end);
		assertThat(LocalRuns.in(zone, DstGapPolicy.SKIP, DstOverlapPolicy.DEFAULT).on(day, cron)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "America/New_York, 2026-11-01, 30 1 * * *, 01:30-04:00, 01:30-05:00",
			"Europe/Paris, 2026-10-25, 0 2 * * *, 02:00+02:00, 02:00+01:00",
			"Africa/Cairo, 2026-10-29, 30 23 * * *, 23:30+03:00, 23:30+02:00",
			"America/Havana, 2026-11-01, 0 0 * * *, 00:00-04:00, 00:00-05:00",
			"Australia/Lord_Howe, 2026-04-05, 45 1 * * *, 01:45+11:00, 01:45+10:30",
			"Antarctica/Troll, 2026-10-25, 30 2 * * *, 02:30+02:00, 02:30Z",
			"Africa/Casablanca, 2026-02-15, 30 2 * * *, 02:30+01:00, 02:30Z" })
	void t3FixedTimeInAnOverlapRunsInTheFirstPassOrInBoth(String zone, String day, String cron, String first,
			String second) {
		assertThat(LocalRuns.in(zone).on(day, cron)).containsExactly(first);
		assertThat(LocalRuns.in(zone, DstGapPolicy.DEFAULT, DstOverlapPolicy.RUN_BOTH).on(day, cron))
			.containsExactly(first, second);
	}

	@Test
	void t3SeveralTimesInAGapAreOneRunAtItsEnd() {
		assertThat(LocalRuns.in("America/New_York").on("2026-03-08", "*/15 2 * * *")).containsExactly("03:00-04:00");
		assertThat(LocalRuns.in("America/New_York").on("2026-03-08", "0,30 1-3 * * *")).containsExactly("01:00-05:00",
				"01:30-05:00", "03:00-04:00", "03:30-04:00");
		assertThat(LocalRuns.in("America/New_York").on("2026-03-08", "10 2 * * *", "50 2 * * *", "0 3 * * *"))
			.containsExactly("03:00-04:00");
	}

	@Test
	void t3TimesAtTheEdgesOfAGapAreOrdinary() {
		assertThat(LocalRuns.in("Europe/Paris").on("2026-03-29", "59 59 1 * * *")).containsExactly("01:59:59+01:00");
		assertThat(LocalRuns.in("Europe/Paris").on("2026-03-29", "0 3 * * *")).containsExactly("03:00+02:00");
	}

	@Test
	void t3TimesAtTheEdgesOfAnOverlap() {
		LocalRuns paris = LocalRuns.in("Europe/Paris");

		assertThat(paris.on("2026-10-25", "59 59 1 * * *")).containsExactly("01:59:59+02:00");
		assertThat(paris.on("2026-10-25", "59 59 2 * * *")).containsExactly("02:59:59+02:00");
		assertThat(paris.on("2026-10-25", "0 3 * * *")).containsExactly("03:00+01:00");
		assertThat(paris.on("2026-10-25", "0,30 1-3 * * *")).containsExactly("01:00+02:00", "01:30+02:00",
				"02:00+02:00", "02:30+02:00", "03:00+01:00", "03:30+01:00");
	}

	@ParameterizedTest
	@CsvSource({ "30 * * * *", "30 */1 * * *", "30 0/1 * * *", "30 0-23 * * *", "0 30 * * * *" })
	void t3WildcardHourFollowsRealTime(String cron) {
		assertThat(LocalRuns.in("America/New_York").on("2026-03-08", cron)).hasSize(23)
			.contains("01:30-05:00", "03:30-04:00")
			.doesNotContain("03:00-04:00");
		assertThat(LocalRuns.in("America/New_York").on("2026-11-01", cron)).hasSize(25)
			.contains("01:30-04:00", "01:30-05:00");
	}

	@Test
	void t3HourlyMacroFollowsRealTimeAndDailyMacroIsFixed() {
		assertThat(LocalRuns.in("Africa/Cairo").on("2026-04-24", "@hourly")).hasSize(23).startsWith("01:00+03:00");
		assertThat(LocalRuns.in("Africa/Cairo").on("2026-04-24", "@daily")).containsExactly("01:00+03:00");
	}

	@Test
	void t3PoliciesDoNotTouchWildcardHours() {
		LocalRuns strict = LocalRuns.in("America/New_York", DstGapPolicy.SKIP, DstOverlapPolicy.RUN_FIRST);

		assertThat(strict.on("2026-11-01", "0 */2 * * *")).hasSize(12);
		assertThat(strict.on("2026-11-01", "0 * * * *")).hasSize(25);
		assertThat(strict.on("2026-03-08", "0 */2 * * *")).hasSize(11).startsWith("00:00-05:00", "04:00-04:00");
	}

	@Test
	void t3EachExpressionOfAListDecidesByItsOwnHourField() {
		assertThat(LocalRuns.in("America/New_York").on("2026-11-01", "15 1 * * *", "30 */13 * * *"))
			.containsExactly("00:30-04:00", "01:15-04:00", "13:30-05:00");
		assertThat(LocalRuns.in("America/New_York").on("2026-11-01", "15 1 * * *", "45 * 1 11 *")).hasSize(26)
			.contains("01:15-04:00", "01:45-04:00", "01:45-05:00")
			.doesNotContain("01:15-05:00");
	}

	@Test
	void t3AskingFromInsideAnOverlapGivesTheSameRuns() {
		Schedule daily = Schedule.cron("30 1 * * *", ZoneId.of("America/New_York"));

		assertThat(daily.next(Instant.parse("2026-11-01T05:29:59.999Z")))
			.hasValue(Instant.parse("2026-11-01T05:30:00Z"));
		for (String inside : List.of("2026-11-01T05:30:00Z", "2026-11-01T05:59:59Z", "2026-11-01T06:00:00Z",
				"2026-11-01T06:29:59Z", "2026-11-01T06:59:59Z")) {
			assertThat(daily.next(Instant.parse(inside))).as(inside).hasValue(Instant.parse("2026-11-02T06:30:00Z"));
		}
	}

	@Test
	void t3DayThatALandLeftOutRunsAtItsEnd() {
		Schedule daily = Schedule.cron("30 2 * * *", ZoneId.of("Pacific/Apia"));

		assertThat(
				LocalRuns.between(daily, Instant.parse("2011-12-29T00:00:00Z"), Instant.parse("2011-12-31T00:00:00Z")))
			.containsExactly(Instant.parse("2011-12-29T12:30:00Z"), Instant.parse("2011-12-30T10:00:00Z"),
					Instant.parse("2011-12-30T12:30:00Z"));
	}

}
