package dev.scheduling.annotation;

import java.util.regex.Pattern;

/**
 * A duration that is a bare number: nobody can tell in which unit.
 */
public final class UnitlessDuration {

	/**
	 * What is wrong with it, for an error text.
	 */
	public static final String PROBLEM = "has no unit, so it could be milliseconds or seconds";

	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

	private UnitlessDuration() {
	}

	/**
	 * Returns whether a text is one.
	 * @param text the text, without blanks around it
	 * @return whether it is a bare number
	 */
	public static boolean matches(String text) {
		return NUMBER.matcher(text).matches();
	}

	/**
	 * Says how to mend it.
	 * @param text the number
	 * @return a sentence for an error text
	 */
	public static String mend(String text) {
		return "Add a unit: %ss for seconds, %sm for minutes, %sms for milliseconds.".formatted(text, text, text);
	}

}
