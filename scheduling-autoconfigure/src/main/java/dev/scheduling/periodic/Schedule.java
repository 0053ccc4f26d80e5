package dev.scheduling.periodic;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The nominal times of a task: which instants, not how they are kept. A schedule is
 * immutable and the same on every node, so that all nodes compute the same ticks without
 * talking to each other. Nominal times are whole milliseconds.
 */
public interface Schedule {

	/**
	 * Returns the first nominal time after an instant.
	 * @param after the instant, itself excluded
	 * @return the time, or empty when there is none any more
	 */
	Optional<Instant> next(Instant after);

	/**
	 * Returns a stable text that identifies the schedule: two schedules with one text are
	 * the same schedule, and a changed text starts the task's ticks afresh.
	 * @return the text, also shown to people
	 */
	String describe();

	/**
	 * Returns whether the times are a grid that is known beforehand. Where they are not,
	 * they are counted from the last completion: {@link #next} is then asked with the end
	 * of the last run, and no more than one time is ever pending.
	 * @return {@code false} for a fixed delay
	 */
	default boolean isGrid() {
		return true;
	}

	/**
	 * Counts the nominal times in a span.
	 * @param after where it begins, excluded
	 * @param upTo where it ends, included
	 * @return how many there are; without a grid 0 or 1
	 */
	default long count(Instant after, Instant upTo) {
		if (!isGrid()) {
			return latest(after, upTo).isPresent() ? 1 : 0;
		}
		long count = 0;
		Optional<Instant> next = next(after);
		while (next.isPresent() && !next.get().isAfter(upTo)) {
			count++;
			next = next(next.get());
		}
		return count;
	}

	/**
	 * Returns the last nominal time in a span.
	 * @param after where it begins, excluded
	 * @param upTo where it ends, included
	 * @return the time, or empty when there is none
	 */
	default Optional<Instant> latest(Instant after, Instant upTo) {
		if (!isGrid()) {
			return next(after).filter((time) -> !time.isAfter(upTo));
		}
		Optional<Instant> latest = Optional.empty();
		Optional<Instant> next = next(after);
		while (next.isPresent() && !next.get().isAfter(upTo)) {
			latest = next;
			next = next(next.get());
		}
		return latest;
	}

	/**
	 * Returns the schedule of a cron expression, with the built-in rule for changes of
	 * the clocks.
	 * @param expression five fields (crontab, seconds are 0), six fields (Spring, seconds
	 * first) or a macro such as {@code @daily}
	 * @param zone the time zone in which it is read
	 * @return the schedule
	 * @throws IllegalArgumentException if the expression is not valid
	 */
	static Schedule cron(String expression, ZoneId zone) {
		return cron(List.of(expression), zone);
	}

	/**
	 * Returns the union of cron expressions: a time that several match is one tick. When
	 * the clocks change, {@link DstGapPolicy#RUN_AFTER} and
	 * {@link DstOverlapPolicy#RUN_FIRST} apply.
	 * @param expressions at least one expression
	 * @param zone the time zone in which they are read
	 * @return the schedule
	 * @throws IllegalArgumentException if there is none, or one is not valid
	 */
	static Schedule cron(List<String> expressions, ZoneId zone) {
		return cron(expressions, zone, DstGapPolicy.DEFAULT, DstOverlapPolicy.DEFAULT);
	}

	/**
	 * Returns the union of cron expressions: a time that several match is one tick. The
	 * policies concern fixed-time expressions. One whose hour field is a wildcard (begins
	 * with {@code *}, {@code 0/} or {@code 0-23}) follows real time: local times that do
	 * not exist do not fire, those that come twice fire twice.
	 * @param expressions at least one expression
	 * @param zone the time zone in which they are read
	 * @param gap what happens when the clocks are set forward; {@code DEFAULT} is
	 * {@link DstGapPolicy#RUN_AFTER}
	 * @param overlap what happens when the clocks are set back; {@code DEFAULT} is
	 * {@link DstOverlapPolicy#RUN_FIRST}
	 * @return the schedule
	 * @throws IllegalArgumentException if there is none, or one is not valid
	 */
	static Schedule cron(List<String> expressions, ZoneId zone, DstGapPolicy gap, DstOverlapPolicy overlap) {
		return CronSchedule.parse(expressions, zone, gap, overlap);
	}

	/**
	 * Returns the grid {@code epoch + n·interval + offset}.
	 * @param interval the distance of two times, at least one millisecond, in whole
	 * milliseconds
	 * @param offset the shift of the grid, not negative and below the interval
	 * @return the schedule
	 * @throws IllegalArgumentException if a value is outside its limits
	 */
	static Schedule interval(Duration interval, Duration offset) {
		return new IntervalSchedule(interval, offset);
	}

	/**
	 * Returns the schedule whose next time is a delay after the last completion.
	 * @param delay the delay, at least one millisecond, in whole milliseconds
	 * @return the schedule
	 * @throws IllegalArgumentException if the delay is outside its limits
	 */
	static Schedule fixedDelay(Duration delay) {
		return new FixedDelaySchedule(delay);
	}

}
