package dev.scheduling.annotation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

import dev.scheduling.periodic.Exclusions;
import dev.scheduling.periodic.ScheduleLimits;
import org.jspecify.annotations.Nullable;

/**
 * Reads from when until when, and when not, a task fires.
 */
final class ScheduleLimitsResolver {

	ScheduleLimits resolve(LayeredSettings settings, ZoneId zone) {
		Instant notBefore = time(settings, TaskAttribute.NOT_BEFORE, zone);
		Instant notAfter = time(settings, TaskAttribute.NOT_AFTER, zone);
		if (notBefore != null && notAfter != null && notAfter.isBefore(notBefore)) {
			throw settings.invalid(TaskAttribute.NOT_AFTER, settings.find(TaskAttribute.NOT_AFTER).orElseThrow(),
					"it is before 'not-before', which is %s"
						.formatted(settings.find(TaskAttribute.NOT_BEFORE).orElseThrow().text()),
					"Use a later time, or 'enabled: false' to turn the task off.", null);
		}
		return new ScheduleLimits(notBefore, notAfter, exclusions(settings, zone));
	}

	private static @Nullable Instant time(LayeredSettings settings, TaskAttribute attribute, ZoneId zone) {
		Optional<Setting> setting = settings.find(attribute);
		if (setting.isEmpty()) {
			return null;
		}
		String text = setting.get().text();
		try {
			if (text.endsWith("Z") || text.contains("+")) {
				return OffsetDateTime.parse(text).toInstant();
			}
			if (text.contains("T")) {
				return LocalDateTime.parse(text).atZone(zone).toInstant();
			}
			LocalDate day = LocalDate.parse(text);
			return (attribute == TaskAttribute.NOT_AFTER)
					? day.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1)
					: day.atStartOfDay(zone).toInstant();
		}
		catch (DateTimeException ex) {
			throw settings.invalid(attribute, setting.get(), "it is not a date or time",
					"Write a date such as 2026-12-01, a local time such as 2026-12-01T08:00, or an instant such as "
							+ "2026-12-01T08:00:00Z.",
					ex);
		}
	}

	private static Exclusions exclusions(LayeredSettings settings, ZoneId zone) {
		Optional<Setting> setting = settings.find(TaskAttribute.EXCLUSIONS);
		if (setting.isEmpty()) {
			return Exclusions.none();
		}
		try {
			return Exclusions.parse(setting.get().texts(), zone);
		}
		catch (IllegalArgumentException ex) {
			throw settings.invalid(TaskAttribute.EXCLUSIONS, setting.get(), String.valueOf(ex.getMessage()),
					"Write dates such as 2026-12-25, or cron expressions such as \"* * 25 12 *\".", ex);
		}
	}

}
