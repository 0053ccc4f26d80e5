package dev.scheduling.tick;

import java.time.Instant;
import java.util.Optional;

import dev.scheduling.periodic.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * A schedule that is asked for the same times again and again: what is due, what was
 * missed and what comes next are all answered from the two times around now, and a cron
 * expression takes microseconds for each. Not safe for use by several threads.
 */
final class RememberedSchedule implements Schedule {

	private final Schedule schedule;

	private @Nullable Answer last;

	private @Nullable Answer beforeLast;

	RememberedSchedule(Schedule schedule) {
		this.schedule = schedule;
	}

	@Override
	public Optional<Instant> next(Instant after) {
		Answer known = this.last;
		if (known != null && known.after().equals(after)) {
			return known.next();
		}
		Answer older = this.beforeLast;
		if (older != null && older.after().equals(after)) {
			return older.next();
		}
		Optional<Instant> next = this.schedule.next(after);
		this.beforeLast = known;
		this.last = new Answer(after, next);
		return next;
	}

	/**
	 * One at most in nearly all cases; the schedule itself may know a shorter way to
	 * many.
	 */
	@Override
	public Optional<Instant> latest(Instant after, Instant upTo) {
		Optional<Instant> first = next(after);
		if (first.isEmpty() || first.get().isAfter(upTo)) {
			return Optional.empty();
		}
		return (isGrid() && isIn(next(first.get()), upTo)) ? this.schedule.latest(after, upTo) : first;
	}

	@Override
	public long count(Instant after, Instant upTo) {
		Optional<Instant> first = next(after);
		if (!isIn(first, upTo)) {
			return 0;
		}
		return isIn(next(first.orElseThrow()), upTo) ? this.schedule.count(after, upTo) : 1;
	}

	private static boolean isIn(Optional<Instant> time, Instant upTo) {
		return time.isPresent() && !time.get().isAfter(upTo);
	}

	@Override
	public boolean isGrid() {
		return this.schedule.isGrid();
	}

	@Override
	public String describe() {
		return this.schedule.describe();
	}

	private record Answer(Instant after, Optional<Instant> next) {

	}

}
