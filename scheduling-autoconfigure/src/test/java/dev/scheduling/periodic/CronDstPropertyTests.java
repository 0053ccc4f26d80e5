package dev.scheduling.periodic;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All time zones that this JVM knows, over ten years. Zones with the same offsets in
 * those years are checked once.
 */
class CronDstPropertyTests {

	private static final LocalDate FIRST = LocalDate.parse("2024-01-01");

	private static final LocalDate LAST = LocalDate.parse("2034-01-01");

	private static final Collection<ZoneId> ZONES = differentZones();

	@Test
	void t3ZonesOfAllKindsAreChecked() {
		assertThat(ZONES).hasSizeGreaterThan(60);
		assertThat(ZONES.stream().mapToInt((zone) -> changes(zone).size()).sum()).isGreaterThan(600);
	}

	@ParameterizedTest
	@ValueSource(strings = { "00:00", "00:30", "01:30", "02:30", "03:00", "23:30" })
	void t3DailyCronRunsOncePerLocalDayInEveryZone(String time) {
		LocalTime at = LocalTime.parse(time);
		String cron = "%d %d * * *".formatted(at.getMinute(), at.getHour());
		for (ZoneId zone : ZONES) {
			Schedule schedule = Schedule.cron(cron, zone);

			List<Instant> expected = FIRST.datesUntil(LAST).map((day) -> onlyRun(day.atTime(at), zone)).toList();

			Instant before = expected.get(0).minusMillis(1);
			List<Instant> runs = LocalRuns.between(schedule, before, expected.get(expected.size() - 1).plusMillis(1));
			assertThat(runs).as(zone.getId()).isSorted().doesNotHaveDuplicates().isEqualTo(expected);
		}
	}

	@Test
	void t3HalfHourlyCronNeverLeavesHalfAnHourInAnyZone() {
		for (ZoneId zone : ZONES) {
			Schedule schedule = Schedule.cron("*/30 * * * *", zone);
			for (Instant around : samples(zone)) {
				List<Instant> runs = LocalRuns.between(schedule, around.minus(Duration.ofDays(1)),
						around.plus(Duration.ofDays(1)));

				TreeSet<Duration> distances = new TreeSet<>();
				for (int i = 1; i < runs.size(); i++) {
					distances.add(Duration.between(runs.get(i - 1), runs.get(i)));
				}
				assertThat(distances).as("%s at %s", zone, around).containsExactly(Duration.ofMinutes(30));
			}
		}
	}

	/** Straight from the rules of the zone: first of two, or the end of the gap. */
	private static Instant onlyRun(LocalDateTime local, ZoneId zone) {
		List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
		return offsets.isEmpty() ? zone.getRules().getTransition(local).getInstant() : local.toInstant(offsets.get(0));
	}

	/** Between its changes the local time of a zone runs evenly. */
	private static List<Instant> samples(ZoneId zone) {
		List<Instant> samples = new ArrayList<>(List.of(start()));
		changes(zone).forEach((change) -> samples.add(change.getInstant()));
		return samples;
	}

	private static Collection<ZoneId> differentZones() {
		Map<Object, ZoneId> zones = new LinkedHashMap<>();
		ZoneId.getAvailableZoneIds()
			.stream()
			.sorted()
			.map(ZoneId::of)
			.forEach((zone) -> zones.putIfAbsent(List.of(zone.getRules().getOffset(start()), changes(zone)), zone));
		return zones.values();
	}

	private static List<ZoneOffsetTransition> changes(ZoneId zone) {
		ZoneRules rules = zone.getRules();
		List<ZoneOffsetTransition> changes = new ArrayList<>();
		ZoneOffsetTransition change = rules.nextTransition(start());
		while (change != null && change.getDateTimeBefore().toLocalDate().isBefore(LAST.plusDays(2))) {
			changes.add(change);
			change = rules.nextTransition(change.getInstant());
		}
		return changes;
	}

	private static Instant start() {
		return FIRST.minusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
	}

}
