package dev.scheduling.testing;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What the clock of the events says in other terms.
 *
 * @param start when the test began
 * @param startMillis that on the true wall clock
 */
public record Times(long start, long startMillis) {

	public static Times now() {
		return new Times(System.nanoTime(), System.currentTimeMillis());
	}

	public long wallMillis(long nanoTime) {
		return this.startMillis + TimeUnit.NANOSECONDS.toMillis(nanoTime - this.start);
	}

	/** In seconds from the start of the test, as in the log of what was done. */
	public String text(long nanoTime) {
		return String.format(Locale.ROOT, "%.3f", (nanoTime - this.start) / 1e9);
	}

}
