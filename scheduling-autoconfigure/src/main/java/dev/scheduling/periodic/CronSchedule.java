package dev.scheduling.periodic;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The union of cron expressions in one time zone. Each expression follows the rule for
 * changes of the clocks by its own hour field.
 *
 * @param texts the expressions as given
 * @param times their times
 * @param zone the time zone
 * @param gap what happens in a gap, never {@link DstGapPolicy#DEFAULT}
 * @param overlap what happens in an overlap, never {@link DstOverlapPolicy#DEFAULT}
 */
record CronSchedule(List<String> texts, List<CronTimes> times, ZoneId zone, DstGapPolicy gap,
		DstOverlapPolicy overlap) implements Schedule {

	static CronSchedule parse(List<String> texts, ZoneId zone, DstGapPolicy gap, DstOverlapPolicy overlap) {
		Assert.notEmpty(texts, "'cron' must hold at least one expression");
		List<String> trimmed = texts.stream().map(String::trim).toList();
		DstGapPolicy gapRule = (gap != DstGapPolicy.DEFAULT) ? gap : DstGapPolicy.RUN_AFTER;
		DstOverlapPolicy overlapRule = (overlap != DstOverlapPolicy.DEFAULT) ? overlap : DstOverlapPolicy.RUN_FIRST;
		List<CronTimes> times = trimmed.stream()
			.map((text) -> CronTimes.of(text, zone.getRules(), gapRule, overlapRule))
			.toList();
		return new CronSchedule(trimmed, times, zone, gapRule, overlapRule);
	}

	@Override
	public Optional<Instant> next(Instant after) {
		Instant first = null;
		for (CronTimes one : this.times) {
			first = earlier(first, one.next(after));
		}
		return Optional.ofNullable(first);
	}

	private static @Nullable Instant earlier(@Nullable Instant left, @Nullable Instant right) {
		if (left == null || right == null) {
			return (left != null) ? left : right;
		}
		return right.isBefore(left) ? right : left;
	}

	@Override
	public String describe() {
		return this.texts.stream().collect(Collectors.joining(" | ", "cron ", " (" + this.zone + dst() + ")"));
	}

	private String dst() {
		boolean builtIn = this.gap == DstGapPolicy.RUN_AFTER && this.overlap == DstOverlapPolicy.RUN_FIRST;
		return builtIn ? ""
				: ", dst-gap %s, dst-overlap %s".formatted(PolicyText.of(this.gap), PolicyText.of(this.overlap));
	}

}
