package dev.scheduling.periodic;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScheduleLimitsTests {

	private static final Instant TEN = Instant.parse("2026-07-01T10:00:00Z");

	private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

	private static final Instant YEAR_START = Instant.parse("2026-01-01T00:00:00Z");

	private static final Instant YEAR_END = Instant.parse("2027-01-01T00:00:00Z");

	private final Schedule hourly = Schedule.interval(Duration.ofHours(1), Duration.ZERO);

	@Test
	void t17TicksAtBothEdgesRunAndNoneOutside() {
		Schedule limited = new ScheduleLimits(TEN, NOON, Exclusions.none()).apply(this.hourly);

		assertThat(LocalRuns.between(limited, YEAR_START, YEAR_END)).containsExactly(TEN, TEN.plusSeconds(3600), NOON);
		assertThat(limited.next(TEN.minusMillis(1))).hasValue(TEN);
		assertThat(limited.next(TEN)).hasValue(TEN.plusSeconds(3600));
		assertThat(limited.next(NOON.minusNanos(1))).hasValue(NOON);
		assertThat(limited.next(NOON)).isEmpty();
		assertThat(limited.count(YEAR_START, YEAR_END)).isEqualTo(3);
		assertThat(limited.latest(YEAR_START, YEAR_END)).hasValue(NOON);
	}

	@Test
	void t17BoundsBesideTheGridLeaveOutTheTicksNextToThem() {
		Schedule limited = new ScheduleLimits(TEN.plusNanos(1), NOON.minusNanos(1), Exclusions.none())
			.apply(this.hourly);

		assertThat(LocalRuns.between(limited, YEAR_START, YEAR_END)).containsExactly(TEN.plusSeconds(3600));
	}

	@Test
	void t17ExcludedDayIsTheLocalOneAlsoWhenTheClocksChange() {
		ZoneId newYork = ZoneId.of("America/New_York");
		Exclusions days = Exclusions.parse(List.of("2026-03-08", "2026-11-01"), newYork);
		Schedule limited = new ScheduleLimits(null, null, days).apply(this.hourly);

		List<Instant> runs = LocalRuns.between(limited, YEAR_START, YEAR_END);

		assertThat(runs).hasSize(365 * 24 - 23 - 25)
			.contains(Instant.parse("2026-03-08T04:00:00Z"), Instant.parse("2026-03-09T04:00:00Z"),
					Instant.parse("2026-11-01T03:00:00Z"), Instant.parse("2026-11-02T05:00:00Z"))
			.doesNotContain(Instant.parse("2026-03-08T05:00:00Z"), Instant.parse("2026-03-09T03:00:00Z"),
					Instant.parse("2026-11-01T04:00:00Z"), Instant.parse("2026-11-02T04:00:00Z"));
	}

	@Test
	void t17ExcludedHoursOfACron() {
		Exclusions nights = Exclusions.parse(List.of("* 0-5,22-23 * * *"), ZoneOffset.UTC);
		Schedule limited = new ScheduleLimits(null, null, nights)
			.apply(Schedule.cron("*/10 * * * * *", ZoneOffset.UTC));

		assertThat(LocalRuns.between(limited, YEAR_START, YEAR_START.plus(Duration.ofDays(1)))).hasSize(16 * 360)
			.startsWith(YEAR_START.plus(Duration.ofHours(6)))
			.endsWith(YEAR_START.plus(Duration.ofHours(22)).minusSeconds(10));
	}

	@Test
	void t17ExcludedDayIsJumpedOverAndNotSteppedThrough() {
		Exclusions fortnight = Exclusions.parse(YEAR_START.atZone(ZoneOffset.UTC)
			.toLocalDate()
			.datesUntil(YEAR_START.atZone(ZoneOffset.UTC).toLocalDate().plusDays(14))
			.map(Object::toString)
			.toList(), ZoneOffset.UTC);
		CountedSchedule everyMilli = new CountedSchedule(Schedule.interval(Duration.ofMillis(1), Duration.ZERO));

		assertThat(new ScheduleLimits(null, null, fortnight).apply(everyMilli).next(YEAR_START))
			.hasValue(YEAR_START.plus(Duration.ofDays(14)));
		assertThat(everyMilli.asked).isLessThan(20);
	}

	@Test
	void t17ExcludedMinuteEndsOnTheMinuteFromWhereverItIsEntered() {
		Exclusions minute = Exclusions.parse(List.of("30 9 * * *"), ZoneOffset.UTC);
		Instant half = Instant.parse("2026-07-01T09:30:30.500Z");

		for (Schedule schedule : List.of(Schedule.interval(Duration.ofMillis(500), Duration.ZERO),
				Schedule.fixedDelay(Duration.ofMillis(500)))) {
			assertThat(new ScheduleLimits(null, null, minute).apply(schedule).next(half))
				.hasValue(Instant.parse("2026-07-01T09:31:00Z"));
		}
	}

	@Test
	void t17ScheduleThatIsExcludedForEverEndsWithNone() {
		Exclusions everything = Exclusions.parse(List.of("* * * * *"), ZoneOffset.UTC);

		assertThat(new ScheduleLimits(null, null, everything).apply(this.hourly).next(TEN)).isEmpty();
	}

	@Test
	void t17FixedDelayIsPushedToTheFirstAllowedInstant() {
		Exclusions day = Exclusions.parse(List.of("2026-07-02", "0-29 0 * * *"), ZoneOffset.UTC);
		Schedule limited = new ScheduleLimits(TEN.plusNanos(1), NOON.plus(Duration.ofDays(2)), day)
			.apply(Schedule.fixedDelay(Duration.ofHours(13)));

		assertThat(limited.isGrid()).isFalse();
		assertThat(limited.next(TEN.minus(Duration.ofDays(9)))).hasValue(TEN.plusMillis(1));
		assertThat(limited.next(TEN)).hasValue(Instant.parse("2026-07-01T23:00:00Z"));
		assertThat(limited.next(NOON)).hasValue(Instant.parse("2026-07-03T00:30:00Z"));
		assertThat(limited.count(NOON, YEAR_END)).isOne();
		assertThat(limited.next(Instant.parse("2026-07-02T23:00:00Z"))).hasValue(NOON.plus(Duration.ofDays(2)));
		assertThat(limited.next(Instant.parse("2026-07-02T23:00:00.001Z"))).isEmpty();
	}

	@Test
	void t17NothingToLimitLeavesTheScheduleAsItIs() {
		assertThat(ScheduleLimits.none().apply(this.hourly)).isSameAs(this.hourly);
		assertThat(new ScheduleLimits(null, null, Exclusions.parse(List.of(), ZoneOffset.UTC)).apply(this.hourly))
			.isSameAs(this.hourly);
	}

	@Test
	void t17LimitsArePartOfTheTextThatIdentifiesTheSchedule() {
		Exclusions christmas = Exclusions.parse(List.of("2026-12-25", "* 0-5 * * *"), ZoneId.of("Europe/Paris"));

		assertThat(new ScheduleLimits(TEN, NOON, christmas).apply(this.hourly).describe())
			.isEqualTo("every 1h, not before 2026-07-01T10:00:00Z, not after 2026-07-01T12:00:00Z, "
					+ "except 2026-12-25 | * 0-5 * * * (Europe/Paris)");
		assertThat(new ScheduleLimits(null, NOON, Exclusions.none()).apply(this.hourly).describe())
			.isEqualTo("every 1h, not after 2026-07-01T12:00:00Z");
	}

	@Test
	void t17BoundsInTheWrongOrderAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ScheduleLimits(NOON, TEN, Exclusions.none()))
			.withMessage("'notAfter' (%s) must not be earlier than 'notBefore' (%s)", TEN, NOON);
	}

	private static final class CountedSchedule implements Schedule {

		private final Schedule schedule;

		private int asked;

		private CountedSchedule(Schedule schedule) {
			this.schedule = schedule;
		}

		@Override
		public Optional<Instant> next(Instant after) {
			this.asked++;
			return this.schedule.next(after);
		}

		@Override
		public String describe() {
			return this.schedule.describe();
		}

	}

}
