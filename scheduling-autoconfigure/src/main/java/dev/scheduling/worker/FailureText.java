package dev.scheduling.worker;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What is kept of a failure: type, message and the upper part of the stack.
 */
final class FailureText {

	private static final int LONGEST = 8_000;

	private FailureText() {
	}

	static String of(Throwable failure) {
		try {
			StringWriter text = new StringWriter();
			failure.printStackTrace(new PrintWriter(text));
			return cut(text.toString().strip());
		}
		catch (RuntimeException ex) { // an exception may fail to describe itself
			return failure.getClass().getName();
		}
	}

	static String firstLine(Throwable failure) {
		return of(failure).lines().findFirst().orElse("");
	}

	private static String cut(String text) {
		return (text.length() <= LONGEST) ? text : text.substring(0, LONGEST) + "\n\t...";
	}

}
