package dev.scheduling.periodic;

import java.time.Instant;
import java.util.Optional;

/**
 * The times of another schedule that its limits allow.
 *
 * @param schedule the other schedule
 * @param limits the limits
 */
record LimitedSchedule(Schedule schedule, ScheduleLimits limits) implements Schedule {

	private static final int MAX_STEPS = 1_000_000;

	@Override
	public Optional<Instant> next(Instant after) {
		Optional<Instant> candidate = firstInBounds(after);
		for (int step = 0; step < MAX_STEPS; step++) {
			if (candidate.isEmpty() || this.limits.isOver(candidate.get())) {
				return Optional.empty();
			}
			Instant allowed = this.limits.exclusions().endAt(candidate.get());
			if (allowed.equals(candidate.get())) {
				return candidate;
			}
			candidate = notBefore(allowed);
		}
		return Optional.empty();
	}

	private Optional<Instant> firstInBounds(Instant after) {
		Optional<Instant> first = this.schedule.next(after);
		Instant bound = this.limits.notBefore();
		boolean early = bound != null && first.isPresent() && first.get().isBefore(bound);
		return (early && bound != null) ? notBefore(WholeMillis.from(bound)) : first;
	}

	private Optional<Instant> notBefore(Instant instant) {
		return isGrid() ? this.schedule.next(instant.minusMillis(1)) : Optional.of(instant);
	}

	@Override
	public boolean isGrid() {
		return this.schedule.isGrid();
	}

	@Override
	public String describe() {
		return this.schedule.describe() + ", " + this.limits.describe();
	}

}
