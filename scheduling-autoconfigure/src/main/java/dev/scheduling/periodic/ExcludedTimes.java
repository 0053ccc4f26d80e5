package dev.scheduling.periodic;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

import org.springframework.scheduling.support.CronExpression;

/**
 * The local times of one cron expression, each as long as the finest field that it names.
 *
 * @param expression the expression
 * @param unit a minute for five fields, a second for six
 */
record ExcludedTimes(CronExpression expression, ChronoUnit unit) {

	static ExcludedTimes parse(String text) {
		return new ExcludedTimes(CronText.parse(text),
				CronText.isCrontab(text) ? ChronoUnit.MINUTES : ChronoUnit.SECONDS);
	}

	boolean matches(LocalDateTime local) {
		LocalDateTime start = local.truncatedTo(this.unit);
		return start.equals(this.expression.next(start.minusNanos(1)));
	}

	/** How long a match still lasts, counted from the whole second. */
	long secondsLeft(LocalDateTime local) {
		return (this.unit == ChronoUnit.MINUTES) ? 60 - local.getSecond() : 1;
	}

}
