package dev.scheduling.periodic;

import org.springframework.scheduling.support.CronExpression;
import org.springframework.util.StringUtils;

/**
 * Reads cron expressions: five fields with seconds 0, six, or a macro.
 */
final class CronText {

	private static final int CRONTAB_FIELDS = 5;

	private static final int HOUR = 2;

	private CronText() {
	}

	static CronExpression parse(String text) {
		try {
			return CronExpression.parse(isCrontab(text) ? "0 " + text : text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'%s' is not a cron expression: %s".formatted(text, ex.getMessage()),
					ex);
		}
	}

	static boolean isCrontab(String text) {
		return fields(text).length == CRONTAB_FIELDS;
	}

	/**
	 * Returns whether the hour field is a wildcard: every hour, or a step through the
	 * whole day.
	 */
	static boolean isHourWildcard(CronExpression expression) {
		String hour = fields(expression.toString())[HOUR];
		return hour.startsWith("*") || hour.startsWith("?") || hour.startsWith("0/") || hour.startsWith("0-23");
	}

	private static String[] fields(String text) {
		return StringUtils.tokenizeToStringArray(text, " ");
	}

}
