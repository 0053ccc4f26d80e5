package dev.scheduling.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until it is told to move.
 */
public final class MutableClock extends Clock {

	private volatile Instant now;

	public MutableClock(String now) {
		this.now = Instant.parse(now);
	}

	public void advance(Duration by) {
		this.now = this.now.plus(by);
	}

	public void set(Instant now) {
		this.now = now;
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

}
