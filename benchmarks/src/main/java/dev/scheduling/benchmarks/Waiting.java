package dev.scheduling.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Waits, on the thread that measures.
 */
public final class Waiting {

	private static final Duration STEP = Duration.ofMillis(10);

	private Waiting() {
	}

	public static boolean until(Duration patience, BooleanSupplier condition) {
		long deadline = System.nanoTime() + patience.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - deadline > 0) {
				return false;
			}
			pause(STEP);
		}
		return true;
	}

	static void until(Instant time) {
		pause(Duration.between(Clock.systemUTC().instant(), time));
	}

	public static void pause(Duration time) {
		try {
			Thread.sleep(Math.max(0, time.toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting", ex);
		}
	}

}
