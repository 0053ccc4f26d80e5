package dev.scheduling.annotation;

import java.util.ArrayList;
import java.util.List;

/**
 * One value as somebody wrote it, and where.
 *
 * @param key what it was written to, such as {@code scheduling.tasks.report.cron} or
 * {@code @Periodic(cron)}
 * @param texts the value; several only for a list
 * @param origin where it was written, such as {@code application.yml:14} or
 * {@code @Periodic on com.example.Reports.nightly()}
 */
public record Setting(String key, List<String> texts, String origin) {

	public Setting {
		texts = given(texts);
	}

	private static List<String> given(List<String> texts) {
		List<String> given = new ArrayList<>(texts.size());
		for (String text : texts) {
			String stripped = text.strip();
			if (!stripped.isEmpty()) {
				given.add(stripped);
			}
		}
		return List.copyOf(given);
	}

	/**
	 * Returns whether a value was given; blank counts as not given.
	 * @return whether there is text
	 */
	boolean isGiven() {
		return !this.texts.isEmpty();
	}

	/**
	 * Returns the value as one text.
	 * @return the text
	 */
	String text() {
		return String.join(" | ", this.texts);
	}

	/**
	 * Returns whether the value is the word for "does not fire". YAML turns a bare
	 * {@code off} into {@code false}.
	 * @return whether it turns the task off
	 */
	boolean isOff() {
		String text = text();
		return text.equals("-") || text.equalsIgnoreCase("off") || text.equalsIgnoreCase("false");
	}

	/**
	 * Returns key, value and place in three lines, for an error text.
	 * @return the lines, each indented and ended
	 */
	public String describe() {
		return """
				    Property: %s
				    Value:    "%s"
				    Origin:   %s
				""".formatted(this.key, text(), this.origin);
	}

}
