package dev.scheduling.store.memory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the key of a job was made: the time of a UUIDv7 in base 62, or of a tick. The
 * scripts of Redis compute it in the same way.
 */
final class MadeAt {

	private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final Pattern UUID = Pattern.compile("[0-9A-Za-z]{22}");

	private static final Pattern TICK = Pattern.compile(".*~(\\d{1,15})");

	private static final double BELOW_MILLIS = Math.pow(2, 80);

	private MadeAt() {
	}

	/**
	 * Returns when a key was made.
	 * @param key the key
	 * @return milliseconds, 0 for a key of another form
	 */
	static long of(String key) {
		if (!UUID.matcher(key).matches()) {
			Matcher tick = TICK.matcher(key);
			return tick.matches() ? Long.parseLong(tick.group(1)) : 0;
		}
		double value = 0;
		for (int i = 0; i < key.length(); i++) {
			value = value * DIGITS.length() + DIGITS.indexOf(key.charAt(i));
		}
		return (long) Math.floor(value / BELOW_MILLIS);
	}

}
