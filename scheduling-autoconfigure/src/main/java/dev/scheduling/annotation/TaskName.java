package dev.scheduling.annotation;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a task's name is formed, and when two spellings mean the same task.
 */
public final class TaskName {

	private static final Pattern OUTER_DASHES = Pattern.compile("^-|-$");

	private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

	private static final Pattern WORD_STARTS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

	private static final Pattern SEPARATORS = Pattern.compile("[-_$.\\s]+");

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
		String words = WORD_STARTS.matcher(text).replaceAll("-");
		String dashed = SEPARATORS.matcher(words).replaceAll("-").toLowerCase(Locale.ROOT);
		return OUTER_DASHES.matcher(dashed).replaceAll("");
	}

	/**
	 * Returns whether a text can be the name of a task or of a job's handler.
	 * @param name the text
	 * @return whether it is in kebab case
	 */
	public static boolean isValid(String name) {
		return KEBAB_CASE.matcher(name).matches();
	}

	/** The valid name nearest to a text, or an example where there is none. */
	static String suggest(String text, String example) {
		String kebabCase = kebabCase(text);
		return isValid(kebabCase) ? kebabCase : example;
	}

}
