package dev.scheduling.archfixture.execution;

import java.time.Instant;

/**
 * Reads the time by itself.
 */
public class ReadsTime {

	long millis() {
		return System.currentTimeMillis();
	}

	Instant instant() {
		return Instant.now();
	}

}
