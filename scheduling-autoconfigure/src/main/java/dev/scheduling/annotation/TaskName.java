package dev.scheduling.annotation;

import java.util.Locale;

/**
 * How a task's name is formed, and when two spellings mean the same task. Reads letter by
 * letter: each name is read when the application starts, where expressions cost most.
 */
public final class TaskName {

	private static final String SEPARATORS = "-_$. \t\n\u000B\f\r";

	private TaskName() {
	}

	/**
	 * Returns a text without the differences that do not count: case, dashes and
	 * underscores. Environment variables know none of them.
	 * @param name a task's name, or a key of the configuration
	 * @return its uniform form
	 */
	public static String uniform(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns a text in kebab case: {@code syncHTTPData} becomes {@code sync-http-data}.
	 * @param text for example a method's name
	 * @return the text in lower case, its words parted by single dashes
	 */
	public static String kebabCase(String text) {
		StringBuilder words = new StringBuilder();
		boolean newWord = false;
		for (int i = 0; i < text.length(); i++) {
			boolean separator = SEPARATORS.indexOf(text.charAt(i)) >= 0;
			newWord = newWord || separator || startsWord(text, i);
			if (!separator) {
				words.append((newWord && !words.isEmpty()) ? "-" : "").append(text.charAt(i));
				newWord = false;
			}
		}
		return words.toString().toLowerCase(Locale.ROOT);
	}

	/**
	 * In camel case; of several capitals in a row the last one, before a small letter.
	 */
	private static boolean startsWord(String text, int index) {
		if (index == 0 || !isCapital(text.charAt(index))) {
			return false;
		}
		char before = text.charAt(index - 1);
		return isSmallOrDigit(before)
				|| isCapital(before) && index + 1 < text.length() && isSmall(text.charAt(index + 1));
	}

	/**
	 * Returns whether a text can be the name of a task or of a job's handler.
	 * @param name the text
	 * @return whether it is in kebab case
	 */
	public static boolean isValid(String name) {
		boolean inWord = false;
		for (int i = 0; i < name.length(); i++) {
			boolean letter = isSmallOrDigit(name.charAt(i));
			if (!letter && !(inWord && name.charAt(i) == '-')) {
				return false;
			}
			inWord = letter;
		}
		return inWord;
	}

	private static boolean isSmallOrDigit(char letter) {
		return isSmall(letter) || letter >= '0' && letter <= '9';
	}

	private static boolean isSmall(char letter) {
		return letter >= 'a' && letter <= 'z';
	}

	private static boolean isCapital(char letter) {
		return letter >= 'A' && letter <= 'Z';
	}

	/** The valid name nearest to a text, or an example where there is none. */
	static String suggest(String text, String example) {
		String kebabCase = kebabCase(text);
		return isValid(kebabCase) ? kebabCase : example;
	}

}
