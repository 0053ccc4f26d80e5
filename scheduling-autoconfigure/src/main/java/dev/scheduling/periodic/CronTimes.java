package dev.scheduling.periodic;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.support.CronExpression;

/**
 * The instants of one cron expression. The expression is matched on local times without a
 * zone; what a change of the clocks means for them is decided here, and not by Spring,
 * which loses a day's tick in a gap and repeats it in an overlap.
 * <p>
 * Time is taken as a row of pieces of constant offset. Inside a piece local time runs
 * evenly, so only the beginnings of pieces need a rule.
 *
 * @param expression the expression
 * @param rules the rules of the time zone
 * @param runAfterGap whether local times in a gap become one tick at its end
 * @param runInBothPasses whether local times that come twice are two ticks
 */
record CronTimes(CronExpression expression, ZoneRules rules, boolean runAfterGap, boolean runInBothPasses) {

	static CronTimes of(String text, ZoneRules rules, DstGapPolicy gap, DstOverlapPolicy overlap) {
		CronExpression expression = CronText.parse(text);
		boolean realTime = CronText.isHourWildcard(expression);
		return new CronTimes(expression, rules, !realTime && gap == DstGapPolicy.RUN_AFTER,
				realTime || overlap == DstOverlapPolicy.RUN_BOTH);
	}

	/** Returns the first time after an instant, {@code null} if there is none. */
	@Nullable Instant next(Instant after) {
		ZoneOffset offset = this.rules.getOffset(after);
		LocalDateTime match = firstMatch(after, offset);
		ZoneOffsetTransition change = this.rules.nextTransition(after);
		while (match != null && change != null && !match.isBefore(change.getDateTimeBefore())) {
			if (this.runAfterGap && change.isGap() && match.isBefore(change.getDateTimeAfter())) {
				return change.getInstant();
			}
			match = matchAfter(change, match);
			offset = change.getOffsetAfter();
			change = this.rules.nextTransition(change.getInstant());
		}
		return (match != null) ? match.toInstant(offset) : null;
	}

	private @Nullable LocalDateTime firstMatch(Instant after, ZoneOffset offset) {
		LocalDateTime local = LocalDateTime.ofInstant(after, offset);
		ZoneOffsetTransition last = this.runInBothPasses ? null : this.rules.previousTransition(after.plusNanos(1));
		boolean secondPass = last != null && last.isOverlap() && local.isBefore(last.getDateTimeBefore());
		return (secondPass && last != null) ? from(last.getDateTimeBefore()) : this.expression.next(local);
	}

	/** Given the first match of the piece before, as if that piece had no end. */
	private @Nullable LocalDateTime matchAfter(ZoneOffsetTransition change, LocalDateTime match) {
		boolean again = change.isOverlap() && this.runInBothPasses;
		boolean lost = match.isBefore(change.getDateTimeAfter());
		return (again || lost) ? from(change.getDateTimeAfter()) : match;
	}

	private @Nullable LocalDateTime from(LocalDateTime start) {
		return this.expression.next(start.minusNanos(1));
	}

}
