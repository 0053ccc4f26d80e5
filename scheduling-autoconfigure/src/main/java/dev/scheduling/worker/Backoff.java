package dev.scheduling.worker;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long to wait before a store that has not answered is asked again: a moment at
 * first, half a second in the end. Used by one thread.
 */
final class Backoff {

	private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(50);

	private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

	private final LongSupplier nanoTime;

	private long length;

	private long until;

	Backoff(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.until = nanoTime.getAsLong();
	}

	void failed() {
		this.length = Math.min(LONGEST, Math.max(FIRST, 2 * this.length));
		this.until = this.nanoTime.getAsLong() + this.length;
	}

	void answered() {
		this.length = 0;
	}

	/**
	 * Returns how long to wait from now on.
	 * @return nanoseconds, 0 if the store may be asked
	 */
	long left() {
		return Math.max(0, this.until - this.nanoTime.getAsLong());
	}

}
