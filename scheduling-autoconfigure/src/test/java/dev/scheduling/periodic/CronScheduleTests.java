package dev.scheduling.periodic;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TimeZone;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CronScheduleTests {

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	@Test
	void t2TicksAreTheSameWhateverTheZoneOfTheHost() {
		TimeZone before = TimeZone.getDefault();
		try {
			List<List<Instant>> answers = List.of("UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia")
				.stream()
				.map((host) -> {
					TimeZone.setDefault(TimeZone.getTimeZone(host));
					return LocalRuns.between(Schedule.cron(List.of("30 2 * * *", "@hourly"), PARIS),
							Instant.parse("2026-03-27T00:00:00Z"), Instant.parse("2026-04-02T00:00:00Z"));
				})
				.toList();

			assertThat(answers.get(0)).hasSizeGreaterThan(140);
			assertThat(answers).containsOnly(answers.get(0));
		}
		finally {
			TimeZone.setDefault(before);
		}
	}

	@Test
	void t2FiveFieldsHaveSecondsZeroAndSixBeginWithThem() {
		Instant noon = Instant.parse("2026-07-01T12:00:00Z");

		assertThat(Schedule.cron("*/5 * * * *", ZoneOffset.UTC).next(noon)).hasValue(noon.plusSeconds(300));
		assertThat(Schedule.cron("*/5 * * * * *", ZoneOffset.UTC).next(noon)).hasValue(noon.plusSeconds(5));
		assertThat(Schedule.cron("@daily", ZoneOffset.UTC).next(noon)).hasValue(Instant.parse("2026-07-02T00:00:00Z"));
	}

	@Test
	void t2ListIsAUnionInWhichATimeThatSeveralMatchIsOneTick() {
		Schedule union = Schedule.cron(List.of("0 */6 * * *", "0 12 * * *", "30 9 * * *"), ZoneOffset.UTC);

		assertThat(
				LocalRuns.between(union, Instant.parse("2026-07-01T00:00:00Z"), Instant.parse("2026-07-02T00:00:00Z")))
			.extracting(Instant::toString)
			.containsExactly("2026-07-01T00:00:00Z", "2026-07-01T06:00:00Z", "2026-07-01T09:30:00Z",
					"2026-07-01T12:00:00Z", "2026-07-01T18:00:00Z");
	}

	@Test
	void t2NextIsStrictlyLaterAndOnAWholeSecond() {
		Schedule everySecond = Schedule.cron("* * * * * *", PARIS);

		assertThat(everySecond.next(Instant.parse("2026-07-01T12:00:00Z")))
			.hasValue(Instant.parse("2026-07-01T12:00:01Z"));
		assertThat(everySecond.next(Instant.parse("2026-07-01T12:00:00.000000001Z")))
			.hasValue(Instant.parse("2026-07-01T12:00:01Z"));
		assertThat(everySecond.next(Instant.parse("2026-07-01T11:59:59.999999999Z")))
			.hasValue(Instant.parse("2026-07-01T12:00:00Z"));
	}

	@Test
	void t2DateThatNeverComesHasNoTickAndDoesNotHideOthers() {
		Instant now = Instant.parse("2026-07-01T12:00:00Z");

		assertThat(Schedule.cron("0 0 30 2 *", PARIS).next(now)).isEmpty();
		assertThat(Schedule.cron(List.of("0 0 30 2 *", "0 15 * * *"), PARIS).next(now))
			.hasValue(Instant.parse("2026-07-01T13:00:00Z"));
	}

	@Test
	void t2RareDateIsFoundOverManyChangesOfTheClocks() {
		Instant now = Instant.parse("2026-07-01T12:00:00Z");

		assertThat(Schedule.cron("0 12 29 2 *", PARIS).next(now)).hasValue(Instant.parse("2028-02-29T11:00:00Z"));
		assertThat(Schedule.cron("0 12 29 2 MON", PARIS).next(now)).hasValue(Instant.parse("2044-02-29T11:00:00Z"));
	}

	@ParameterizedTest
	@CsvSource({ "DEFAULT, DEFAULT, 'cron 0 2 * * * | @daily (Europe/Paris)'",
			"RUN_AFTER, RUN_FIRST, 'cron 0 2 * * * | @daily (Europe/Paris)'",
			"SKIP, DEFAULT, 'cron 0 2 * * * | @daily (Europe/Paris, dst-gap skip, dst-overlap run-first)'",
			"DEFAULT, RUN_BOTH, 'cron 0 2 * * * | @daily (Europe/Paris, dst-gap run-after, dst-overlap run-both)'" })
	void t18TextNamesPoliciesThatAreNotTheBuiltInOnes(DstGapPolicy gap, DstOverlapPolicy overlap, String text) {
		assertThat(Schedule.cron(List.of("0 2 * * *", " @daily "), PARIS, gap, overlap).describe()).isEqualTo(text);
	}

	@Test
	void badExpressionIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> Schedule.cron("0 25 * * *", PARIS))
			.withMessageContaining("'0 25 * * *' is not a cron expression");
		assertThatIllegalArgumentException().isThrownBy(() -> Schedule.cron(List.of(), PARIS))
			.withMessageContaining("at least one");
	}

}
