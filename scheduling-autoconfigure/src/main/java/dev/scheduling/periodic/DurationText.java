package dev.scheduling.periodic;

import java.time.Duration;

/**
 * Writes durations the way they are configured: {@code 5m}, {@code 1h30m}, {@code 250ms}.
 * Nothing below a millisecond is written.
 */
final class DurationText {

	private DurationText() {
	}

	static String of(Duration duration) {
		StringBuilder text = new StringBuilder();
		append(text, duration.toDays(), "d");
		append(text, duration.toHoursPart(), "h");
		append(text, duration.toMinutesPart(), "m");
		append(text, duration.toSecondsPart(), "s");
		append(text, duration.toMillisPart(), "ms");
		return text.isEmpty() ? "0s" : text.toString();
	}

	static boolean isWholeMillis(Duration duration) {
		return duration.getNano() % 1_000_000 == 0;
	}

	private static void append(StringBuilder text, long amount, String unit) {
		if (amount != 0) {
			text.append(amount).append(unit);
		}
	}

}
