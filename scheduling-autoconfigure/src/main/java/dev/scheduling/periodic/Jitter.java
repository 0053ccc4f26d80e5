package dev.scheduling.periodic;

import java.time.Duration;
import java.time.Instant;

public final class Jitter {

	private Jitter() {
	}

	public static Duration of(String task, Instant nominal, Duration jitter, Duration gapToNext) {
		return Duration.ZERO;
	}

}
