package dev.scheduling.periodic;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.scheduling.support.CronExpression;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The union of cron expressions in one time zone, matched by Spring's
 * {@link CronExpression}.
 *
 * @param texts the expressions as given
 * @param expressions the parsed ones
 * @param zone the time zone
 */
record CronSchedule(List<String> texts, List<CronExpression> expressions, ZoneId zone) implements Schedule {

	private static final int CRONTAB_FIELDS = 5;

	static CronSchedule parse(List<String> texts, ZoneId zone) {
		Assert.notEmpty(texts, "'cron' must hold at least one expression");
		List<String> trimmed = texts.stream().map(String::trim).toList();
		return new CronSchedule(trimmed, trimmed.stream().map(CronSchedule::parse).toList(), zone);
	}

	private static CronExpression parse(String text) {
		boolean crontab = StringUtils.tokenizeToStringArray(text, " ").length == CRONTAB_FIELDS;
		try {
			return CronExpression.parse(crontab ? "0 " + text : text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'%s' is not a cron expression: %s".formatted(text, ex.getMessage()),
					ex);
		}
	}

	@Override
	public Optional<Instant> next(Instant after) {
		ZonedDateTime from = after.atZone(this.zone);
		return this.expressions.stream()
			.flatMap((expression) -> Stream.ofNullable(expression.next(from)))
			.map(ZonedDateTime::toInstant)
			.min(Instant::compareTo);
	}

	@Override
	public String describe() {
		return this.texts.stream().collect(Collectors.joining(" | ", "cron ", " (" + this.zone + ")"));
	}

}
