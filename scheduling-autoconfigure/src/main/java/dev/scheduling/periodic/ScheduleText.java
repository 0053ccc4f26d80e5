package dev.scheduling.periodic;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * Writes schedules as one line of text and reads them again, for schedules that are kept
 * in a store. The text is stable over versions, and {@link Schedule#describe()} says the
 * same after reading as before writing.
 */
public final class ScheduleText {

	private static final String CRON = "cron";

	private static final String INTERVAL = "interval";

	private static final String FIXED_DELAY = "fixed-delay";

	/** No cron expression contains it. */
	private static final String OR = " | ";

	private ScheduleText() {
	}

	/**
	 * Writes a schedule.
	 * @param schedule a cron, interval or fixed-delay schedule
	 * @return the text, without line breaks
	 * @throws IllegalArgumentException if the schedule is of another kind, limited ones
	 * included
	 */
	public static String write(Schedule schedule) {
		if (schedule instanceof CronSchedule cron) {
			return String.join(" ", CRON, cron.zone().getId(), PolicyText.of(cron.gap()), PolicyText.of(cron.overlap()),
					String.join(OR, cron.texts()));
		}
		if (schedule instanceof IntervalSchedule grid) {
			return String.join(" ", INTERVAL, grid.interval().toString(), grid.offset().toString());
		}
		if (schedule instanceof FixedDelaySchedule fixed) {
			return String.join(" ", FIXED_DELAY, fixed.delay().toString());
		}
		throw new IllegalArgumentException(
				"'%s' cannot be kept: only cron, interval and fixed-delay schedules can be kept"
					.formatted(schedule.describe()));
	}

	/**
	 * Reads a schedule.
	 * @param text a text of {@link #write}
	 * @return the schedule
	 * @throws IllegalArgumentException if it is no such text
	 */
	public static Schedule read(String text) {
		String[] parts = text.split(" ", 5);
		try {
			return switch (parts[0] + "/" + parts.length) {
				case CRON + "/5" -> cron(parts);
				case INTERVAL + "/3" -> Schedule.interval(Duration.parse(parts[1]), Duration.parse(parts[2]));
				case FIXED_DELAY + "/2" -> Schedule.fixedDelay(Duration.parse(parts[1]));
				default -> throw new IllegalArgumentException("it is neither cron, interval nor fixed-delay");
			};
		}
		catch (IllegalArgumentException | DateTimeException | ArithmeticException ex) {
			throw new IllegalArgumentException(
					"'%s' is not the text of a schedule: %s".formatted(text, ex.getMessage()), ex);
		}
	}

	private static Schedule cron(String[] parts) {
		List<String> texts = Arrays.asList(parts[4].split("\\Q" + OR + "\\E", -1));
		return Schedule.cron(texts, ZoneId.of(parts[1]), PolicyText.read(parts[2], DstGapPolicy.class),
				PolicyText.read(parts[3], DstOverlapPolicy.class));
	}

}
