package dev.scheduling.periodic;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a schedule is limited to. Both bounds are inclusive: a time that equals one runs.
 *
 * @param notBefore the first instant at which a run may fall due, {@code null} for none
 * @param notAfter the last instant at which a run may fall due, {@code null} for none
 * @param exclusions the times in between at which none may
 */
public record ScheduleLimits(@Nullable Instant notBefore, @Nullable Instant notAfter, Exclusions exclusions) {

	private static final ScheduleLimits NONE = new ScheduleLimits(null, null, Exclusions.none());

	public ScheduleLimits {
		Assert.isTrue(notBefore == null || notAfter == null || !notAfter.isBefore(notBefore),
				() -> "'notAfter' (%s) must not be earlier than 'notBefore' (%s)".formatted(notAfter, notBefore));
	}

	/**
	 * Returns limits that limit nothing.
	 * @return none
	 */
	public static ScheduleLimits none() {
		return NONE;
	}

	/**
	 * Limits a schedule. Times outside are left out; without a grid, the one time moves
	 * to the first allowed instant. A search that meets 1,000,000 excluded times in a row
	 * ends with none.
	 * @param schedule the schedule
	 * @return the limited schedule; the schedule itself if nothing limits it
	 */
	public Schedule apply(Schedule schedule) {
		boolean limited = this.notBefore != null || this.notAfter != null || !this.exclusions.isEmpty();
		return limited ? new LimitedSchedule(schedule, this) : schedule;
	}

	boolean isOver(Instant time) {
		return this.notAfter != null && time.isAfter(this.notAfter);
	}

	String describe() {
		StringBuilder text = new StringBuilder();
		append(text, "not before ", this.notBefore);
		append(text, "not after ", this.notAfter);
		append(text, "", this.exclusions.isEmpty() ? null : this.exclusions.describe());
		return text.toString();
	}

	private static void append(StringBuilder text, String prefix, @Nullable Object part) {
		if (part != null) {
			text.append(text.isEmpty() ? "" : ", ").append(prefix).append(part);
		}
	}

}
