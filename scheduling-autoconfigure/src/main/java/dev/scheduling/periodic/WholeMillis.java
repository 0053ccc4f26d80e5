package dev.scheduling.periodic;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The grain of nominal times.
 */
final class WholeMillis {

	private WholeMillis() {
	}

	static boolean is(Duration duration) {
		return duration.getNano() % 1_000_000 == 0;
	}

	/** Rounds up, so that a time never comes early. */
	static Instant from(Instant instant) {
		Instant floor = instant.truncatedTo(ChronoUnit.MILLIS);
		return floor.equals(instant) ? floor : floor.plusMillis(1);
	}

}
