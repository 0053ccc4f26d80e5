package dev.scheduling.periodic;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.springframework.util.Assert;

/**
 * A grid tied to the clock, so that it neither drifts nor depends on when a node started.
 *
 * @param interval the distance of two times
 * @param offset the shift of the grid
 */
record IntervalSchedule(Duration interval, Duration offset) implements Schedule {

	IntervalSchedule {
		Assert.isTrue(WholeMillis.is(interval) && interval.toMillis() >= 1,
				() -> "'interval' (%s) must be at least 1 ms, in whole milliseconds".formatted(interval));
		Assert.isTrue(WholeMillis.is(offset) && !offset.isNegative() && offset.compareTo(interval) < 0,
				() -> "'offset' (%s) must be at least 0 and below 'interval' (%s), in whole milliseconds"
					.formatted(offset, interval));
	}

	@Override
	public Optional<Instant> next(Instant after) {
		return Optional.of(at(index(after) + 1));
	}

	@Override
	public long count(Instant after, Instant upTo) {
		return Math.max(0, index(upTo) - index(after));
	}

	@Override
	public Optional<Instant> latest(Instant after, Instant upTo) {
		long index = index(upTo);
		return (index > index(after)) ? Optional.of(at(index)) : Optional.empty();
	}

	@Override
	public String describe() {
		String every = "every " + DurationText.of(this.interval);
		return this.offset.isZero() ? every : every + " offset " + DurationText.of(this.offset);
	}

	/** The number of the last time at or before an instant. */
	private long index(Instant instant) {
		return Math.floorDiv(instant.toEpochMilli() - this.offset.toMillis(), this.interval.toMillis());
	}

	private Instant at(long index) {
		return Instant.ofEpochMilli(index * this.interval.toMillis() + this.offset.toMillis());
	}

}
