package dev.scheduling.periodic;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * The form in which a schedule that was changed at run time is kept: one line, its parts
 * separated by tabs. Internal to this library.
 */
public final class ScheduleText {

	private static final String SEPARATOR = "\t";

	private static final int CRON_PARTS = 4;

	private ScheduleText() {
	}

	/**
	 * Writes a schedule.
	 * @param schedule the schedule
	 * @return one line
	 * @throws IllegalArgumentException if it is not one of cron expressions, an interval
	 * or a fixed delay
	 */
	public static String write(Schedule schedule) {
		if (schedule instanceof CronSchedule cron) {
			return String.join(SEPARATOR, "cron", cron.zone().getId(), cron.gap().name(), cron.overlap().name(),
					String.join(SEPARATOR, cron.texts()));
		}
		if (schedule instanceof IntervalSchedule interval) {
			return String.join(SEPARATOR, "interval", interval.interval().toString(), interval.offset().toString());
		}
		if (schedule instanceof FixedDelaySchedule delay) {
			return String.join(SEPARATOR, "fixed-delay", delay.delay().toString());
		}
		throw new IllegalArgumentException(
				"Only schedules of cron expressions, an interval or a fixed delay can be kept, and '%s' is a %s"
					.formatted(schedule.describe(), schedule.getClass().getName()));
	}

	/**
	 * Reads a schedule.
	 * @param text what {@link #write} has written
	 * @return the schedule
	 * @throws IllegalArgumentException if it is no such text
	 */
	public static Schedule read(String text) {
		List<String> part = Arrays.asList(text.split(SEPARATOR));
		try {
			return switch (part.get(0)) {
				case "cron" -> Schedule.cron(part.subList(CRON_PARTS, part.size()), ZoneId.of(part.get(1)),
						DstGapPolicy.valueOf(part.get(2)), DstOverlapPolicy.valueOf(part.get(3)));
				case "interval" -> Schedule.interval(Duration.parse(part.get(1)), Duration.parse(part.get(2)));
				case "fixed-delay" -> Schedule.fixedDelay(Duration.parse(part.get(1)));
				default -> throw new IllegalArgumentException("unknown kind");
			};
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException("'%s' is no stored schedule: %s".formatted(text, ex.getMessage()), ex);
		}
	}

}
