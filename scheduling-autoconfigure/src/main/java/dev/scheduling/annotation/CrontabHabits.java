package dev.scheduling.annotation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.StringUtils;

/**
 * Warns where an expression means something else here than in a crontab: with both day
 * fields restricted crontab fires when either matches, Spring when both do.
 */
final class CrontabHabits {

	private static final Logger logger = LoggerFactory.getLogger(CrontabHabits.class);

	private static final int CRONTAB_FIELDS = 5;

	private static final int DAY_OF_MONTH = 2;

	private static final int DAY_OF_WEEK = 4;

	void warn(String task, Setting cron) {
		for (String text : cron.texts()) {
			if (restrictsBothDays(text)) {
				logger.warn(
						"Task '{}' has cron \"{}\" ({}), which fires when day of month and day of week both match; "
								+ "a crontab fires when either does. For that, write two expressions, one for each",
						task, text, cron.origin());
			}
		}
	}

	private static boolean restrictsBothDays(String text) {
		String[] fields = StringUtils.tokenizeToStringArray(text, " ");
		return fields.length == CRONTAB_FIELDS && isRestricted(fields[DAY_OF_MONTH])
				&& isRestricted(fields[DAY_OF_WEEK]);
	}

	private static boolean isRestricted(String field) {
		return !field.equals("*") && !field.equals("?");
	}

}
