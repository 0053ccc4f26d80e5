package dev.scheduling.periodic;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.scheduling.support.CronExpression;

/**
 * Times at which a task does not fire: whole days of a time zone, and what cron
 * expressions match. Immutable.
 */
public final class Exclusions {

	private static final Exclusions NONE = new Exclusions(List.of(), Set.of(), List.of(), ZoneId.of("UTC"));

	private final List<String> texts;

	private final Set<LocalDate> days;

	private final List<CronExpression> expressions;

	private final ZoneId zone;

	private Exclusions(List<String> texts, Set<LocalDate> days, List<CronExpression> expressions, ZoneId zone) {
		this.texts = texts;
		this.days = days;
		this.expressions = expressions;
		this.zone = zone;
	}

	/**
	 * Returns exclusions that exclude nothing.
	 * @return no exclusions
	 */
	public static Exclusions none() {
		return NONE;
	}

	/**
	 * Reads exclusions.
	 * @param texts dates such as {@code 2026-12-25}, or cron expressions, of which five
	 * fields stand for every second of a minute, and six for the seconds they name
	 * @param zone the time zone of both
	 * @return the exclusions
	 * @throws IllegalArgumentException if a text is neither
	 */
	public static Exclusions parse(List<String> texts, ZoneId zone) {
		Set<LocalDate> days = new TreeSet<>();
		List<CronExpression> expressions = new ArrayList<>();
		for (String text : texts) {
			Optional<LocalDate> day = day(text.strip());
			day.ifPresentOrElse(days::add, () -> expressions.add(expression(text.strip())));
		}
		return new Exclusions(List.copyOf(texts), days, expressions, zone);
	}

	private static Optional<LocalDate> day(String text) {
		try {
			return Optional.of(LocalDate.parse(text));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private static CronExpression expression(String text) {
		try {
			if (text.startsWith("@")) {
				throw new IllegalArgumentException("a macro names moments, not spans");
			}
			return CronText.isCrontab(text) ? CronExpression.parse("* " + text) : CronExpression.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"'%s' is neither a date nor a cron expression: %s".formatted(text, ex.getMessage()), ex);
		}
	}

	boolean isEmpty() {
		return this.days.isEmpty() && this.expressions.isEmpty();
	}

	/**
	 * Returns whether a time is excluded.
	 * @param instant the time
	 * @return {@code true} if no task may fire then
	 */
	public boolean excludes(Instant instant) {
		LocalDateTime local = LocalDateTime.ofInstant(instant, this.zone.getRules().getOffset(instant));
		return this.days.contains(local.toLocalDate())
				|| this.expressions.stream().anyMatch((expression) -> matches(expression, local));
	}

	private static boolean matches(CronExpression expression, LocalDateTime local) {
		LocalDateTime second = local.truncatedTo(ChronoUnit.SECONDS);
		return second.equals(expression.next(second.minusNanos(1)));
	}

	/** The first instant after an excluded day, or the instant itself on any other. */
	Instant afterDay(Instant instant) {
		LocalDate day = LocalDate.ofInstant(instant, this.zone);
		return this.days.contains(day) ? day.plusDays(1).atStartOfDay(this.zone).toInstant() : instant;
	}

	/**
	 * Returns the exclusions as they were given, for people and to tell schedules apart.
	 * @return a text, empty for none
	 */
	public String describe() {
		return this.texts.stream().collect(Collectors.joining(", "));
	}

}
