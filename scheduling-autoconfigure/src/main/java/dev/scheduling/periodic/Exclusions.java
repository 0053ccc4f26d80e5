package dev.scheduling.periodic;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.util.Assert;

/**
 * Times at which a task does not run: local days, and local times that match a cron
 * expression. Both passes of a time that comes twice are excluded. Immutable.
 */
public final class Exclusions {

	private static final Exclusions NONE = new Exclusions(List.of(), Set.of(), List.of(), ZoneOffset.UTC);

	private final List<String> texts;

	private final Set<LocalDate> days;

	private final List<ExcludedTimes> times;

	private final ZoneId zone;

	private Exclusions(List<String> texts, Set<LocalDate> days, List<ExcludedTimes> times, ZoneId zone) {
		this.texts = texts;
		this.days = Set.copyOf(days);
		this.times = List.copyOf(times);
		this.zone = zone;
	}

	/**
	 * Returns exclusions that exclude nothing.
	 * @return none
	 */
	public static Exclusions none() {
		return NONE;
	}

	/**
	 * Reads exclusions.
	 * @param texts each an ISO date such as {@code 2026-12-25}, which excludes that local
	 * day, or a cron expression: of five fields it excludes each second of the minutes it
	 * matches, of six the seconds it matches. Macros are refused, for {@code @daily}
	 * would be the first minute of a day and not the day
	 * @param zone the time zone in which they are read
	 * @return the exclusions
	 * @throws IllegalArgumentException if a text is neither
	 */
	public static Exclusions parse(List<String> texts, ZoneId zone) {
		List<String> trimmed = texts.stream().map(String::trim).toList();
		Set<LocalDate> days = new HashSet<>();
		List<ExcludedTimes> times = new ArrayList<>();
		for (String text : trimmed) {
			day(text).ifPresentOrElse(days::add, () -> times.add(times(text)));
		}
		return trimmed.isEmpty() ? NONE : new Exclusions(trimmed, days, times, zone);
	}

	private static Optional<LocalDate> day(String text) {
		try {
			return Optional.of(LocalDate.parse(text));
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	private static ExcludedTimes times(String text) {
		try {
			Assert.isTrue(!text.startsWith("@"), "a macro stands for one minute only");
			return ExcludedTimes.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"'%s' is not an exclusion: write a date such as 2026-12-25, or a cron expression such as '* 0-5 * * *' (%s)"
						.formatted(text, ex.getMessage()),
					ex);
		}
	}

	/**
	 * Returns whether nothing is excluded.
	 * @return {@code true} for none
	 */
	public boolean isEmpty() {
		return this.texts.isEmpty();
	}

	/**
	 * Returns whether an instant is excluded.
	 * @param instant the instant
	 * @return {@code true} if it falls on an excluded day or time
	 */
	public boolean excludes(Instant instant) {
		return instant.isBefore(endAt(instant));
	}

	/**
	 * Returns until when the exclusions that hold at an instant last at least. Others may
	 * hold at the answer.
	 * @param instant the instant
	 * @return the end, or the instant itself if it is not excluded
	 */
	Instant endAt(Instant instant) {
		LocalDateTime local = LocalDateTime.ofInstant(instant, this.zone);
		if (this.days.contains(local.toLocalDate())) {
			return dayEnd(instant, local.toLocalDate());
		}
		return this.times.stream()
			.filter((time) -> time.matches(local))
			.map((time) -> instant.truncatedTo(ChronoUnit.SECONDS).plusSeconds(time.secondsLeft(local)))
			.findFirst()
			.orElse(instant);
	}

	private Instant dayEnd(Instant instant, LocalDate day) {
		Instant end = day.plusDays(1).atStartOfDay(this.zone).toInstant();
		// Clocks that are set back over midnight bring the day's end a second time.
		return end.isAfter(instant) ? end : instant.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
	}

	/**
	 * Returns a stable text that identifies the exclusions.
	 * @return the text, empty for none
	 */
	public String describe() {
		return isEmpty() ? "" : "except %s (%s)".formatted(String.join(" | ", this.texts), this.zone);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Exclusions that && describe().equals(that.describe());
	}

	@Override
	public int hashCode() {
		return describe().hashCode();
	}

	@Override
	public String toString() {
		return "Exclusions[" + describe() + "]";
	}

}
