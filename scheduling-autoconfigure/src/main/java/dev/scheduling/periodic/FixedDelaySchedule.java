package dev.scheduling.periodic;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.springframework.util.Assert;

/**
 * One time, a delay after the last completion.
 *
 * @param delay the delay
 */
record FixedDelaySchedule(Duration delay) implements Schedule {

	FixedDelaySchedule {
		Assert.isTrue(WholeMillis.is(delay) && delay.toMillis() >= 1,
				() -> "'fixedDelay' (%s) must be at least 1 ms, in whole milliseconds".formatted(delay));
	}

	@Override
	public Optional<Instant> next(Instant after) {
		return Optional.of(WholeMillis.from(after.plus(this.delay)));
	}

	@Override
	public boolean isGrid() {
		return false;
	}

	@Override
	public String describe() {
		return DurationText.of(this.delay) + " after the last run";
	}

}
