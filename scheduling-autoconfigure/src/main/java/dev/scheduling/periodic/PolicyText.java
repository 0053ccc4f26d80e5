package dev.scheduling.periodic;

import java.util.Locale;

/**
 * Writes policies the way they are configured: {@code run-after}.
 */
final class PolicyText {

	private PolicyText() {
	}

	static String of(Enum<?> policy) {
		return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static <E extends Enum<E>> E read(String text, Class<E> type) {
		return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
