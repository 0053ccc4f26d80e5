package dev.scheduling.autoconfigure;

import dev.scheduling.StartFailedException;

/**
 * The namespace holds characters that have no place in a key.
 */
final class InvalidNamespaceException extends StartFailedException {

	InvalidNamespaceException(String value, String property) {
		super("""
				The namespace '%s', taken from '%s', is not valid: it is part of every key in Redis and consists of \
				1 to 64 letters, digits, '.', '_' and '-'.""".formatted(value, property),
				"Set a valid one, for example scheduling.namespace=%s".formatted(suggestion(value)));
	}

	private static String suggestion(String value) {
		String cleaned = value.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-|-$", "");
		String shortened = cleaned.substring(0, Math.min(cleaned.length(), 64));
		return shortened.isEmpty() ? "orders" : shortened;
	}

}
