package dev.scheduling.periodic;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * From when until when, and when not, a task fires.
 *
 * @param notBefore the first instant at which it may fire, {@code null} for no limit
 * @param notAfter the last instant at which it may fire, {@code null} for no limit
 * @param exclusions when it does not
 */
public record ScheduleLimits(@Nullable Instant notBefore, @Nullable Instant notAfter, Exclusions exclusions) {

	/**
	 * Returns limits that limit nothing.
	 * @return no limits
	 */
	public static ScheduleLimits none() {
		return new ScheduleLimits(null, null, Exclusions.none());
	}

	/**
	 * Limits a schedule.
	 * @param schedule the schedule
	 * @return the schedule itself if nothing limits it, else one with fewer times
	 */
	public Schedule apply(Schedule schedule) {
		boolean unlimited = this.notBefore == null && this.notAfter == null && this.exclusions.isEmpty();
		return unlimited ? schedule : new LimitedSchedule(schedule, this);
	}

}
