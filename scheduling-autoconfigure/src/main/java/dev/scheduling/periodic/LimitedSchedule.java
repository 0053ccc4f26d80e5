package dev.scheduling.periodic;

import java.time.Instant;
import java.util.Optional;

/**
 * The times of a schedule that lie inside its limits.
 *
 * @param schedule the schedule
 * @param limits the limits
 */
record LimitedSchedule(Schedule schedule, ScheduleLimits limits) implements Schedule {

	/** More excluded times in a row than any calendar has; the rest is never reached. */
	private static final int MOST_STEPS = 1_000_000;

	@Override
	public Optional<Instant> next(Instant after) {
		Instant notBefore = this.limits.notBefore();
		if (!isGrid()) {
			return this.schedule.next(after).flatMap(this::firstAllowed);
		}
		Instant from = (notBefore != null && notBefore.isAfter(after)) ? notBefore.minusMillis(1) : after;
		Optional<Instant> next = this.schedule.next(from);
		for (int i = 0; i < MOST_STEPS && next.isPresent() && !isOver(next.get()); i++) {
			Instant time = next.get();
			if (!this.limits.exclusions().excludes(time)) {
				return next;
			}
			Instant later = this.limits.exclusions().afterDay(time);
			next = this.schedule.next(later.isAfter(time) ? later.minusMillis(1) : time);
		}
		return Optional.empty();
	}

	/** Without fixed times the run is put off to the first instant that is allowed. */
	private Optional<Instant> firstAllowed(Instant time) {
		Instant notBefore = this.limits.notBefore();
		Instant allowed = (notBefore != null && notBefore.isAfter(time)) ? notBefore : time;
		for (int i = 0; i < MOST_STEPS && !isOver(allowed); i++) {
			if (!this.limits.exclusions().excludes(allowed)) {
				return Optional.of(allowed);
			}
			Instant later = this.limits.exclusions().afterDay(allowed);
			allowed = later.isAfter(allowed) ? later : allowed.plusSeconds(1);
		}
		return Optional.empty();
	}

	private boolean isOver(Instant time) {
		Instant notAfter = this.limits.notAfter();
		return notAfter != null && time.isAfter(notAfter);
	}

	@Override
	public boolean isGrid() {
		return this.schedule.isGrid();
	}

	@Override
	public String describe() {
		StringBuilder text = new StringBuilder(this.schedule.describe());
		if (this.limits.notBefore() != null) {
			text.append(", not before ").append(this.limits.notBefore());
		}
		if (this.limits.notAfter() != null) {
			text.append(", not after ").append(this.limits.notAfter());
		}
		if (!this.limits.exclusions().isEmpty()) {
			text.append(", except ").append(this.limits.exclusions().describe());
		}
		return text.toString();
	}

}
