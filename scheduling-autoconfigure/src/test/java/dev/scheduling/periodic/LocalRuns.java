package dev.scheduling.periodic;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The runs of a schedule, as offset times that are easy to read in a test.
 */
final class LocalRuns {

	private final ZoneId zone;

	private final DstGapPolicy gap;

	private final DstOverlapPolicy overlap;

	private LocalRuns(ZoneId zone, DstGapPolicy gap, DstOverlapPolicy overlap) {
		this.zone = zone;
		this.gap = gap;
		this.overlap = overlap;
	}

	static LocalRuns in(String zone) {
		return in(zone, DstGapPolicy.DEFAULT, DstOverlapPolicy.DEFAULT);
	}

	static LocalRuns in(String zone, DstGapPolicy gap, DstOverlapPolicy overlap) {
		return new LocalRuns(ZoneId.of(zone), gap, overlap);
	}

	/** The runs of cron expressions on one local day, {@code 2026-03-08T03:00-04:00}. */
	List<String> on(String day, String... expressions) {
		Instant start = LocalDateTime.parse(day + "T00:00").atZone(this.zone).toInstant();
		Instant end = LocalDateTime.parse(day + "T00:00").plusDays(1).atZone(this.zone).toInstant();
		Schedule schedule = Schedule.cron(List.of(expressions), this.zone, this.gap, this.overlap);
		return between(schedule, start, end).stream()
			.map((run) -> run.atZone(this.zone).toOffsetDateTime().toString().substring(11))
			.toList();
	}

	/**
	 * The runs from an instant to another, the second excluded. A schedule that stands
	 * still fails here, where it would otherwise run for ever.
	 */
	static List<Instant> between(Schedule schedule, Instant from, Instant to) {
		List<Instant> runs = new ArrayList<>();
		Instant last = from.minusMillis(1);
		Optional<Instant> next = schedule.next(last);
		while (next.isPresent() && next.get().isBefore(to)) {
			assertThat(next.get()).isAfter(last);
			last = next.get();
			runs.add(last);
			next = schedule.next(last);
		}
		return runs;
	}

}
