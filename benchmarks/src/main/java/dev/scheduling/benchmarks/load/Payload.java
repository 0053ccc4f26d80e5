package dev.scheduling.benchmarks.load;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What each job carries: 100 bytes of JSON.
 *
 * @param at when it was enqueued, in microseconds since the epoch
 * @param text fills it up
 */
record Payload(long at, String text) {

	private static final Clock CLOCK = Clock.systemUTC();

	private static final String PREFIX = "{\"at\":";

	private static final String FILLER = "x".repeat(67);

	static Payload now() {
		return new Payload(micros(), FILLER);
	}

	static long micros() {
		return ChronoUnit.MICROS.between(Instant.EPOCH, CLOCK.instant());
	}

	/** For subjects that have no JSON of their own. */
	String json() {
		return PREFIX + this.at + ",\"text\":\"" + this.text + "\"}";
	}

	static long at(String json) {
		return Long.parseLong(json, PREFIX.length(), json.indexOf(','), 10);
	}

}
