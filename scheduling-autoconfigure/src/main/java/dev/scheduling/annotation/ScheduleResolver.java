package dev.scheduling.annotation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

import dev.scheduling.periodic.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one schedule of a task. The strongest layer that names a schedule decides: it
 * replaces the schedule of the layers below, whatever kind that is, and may name only one
 * kind itself.
 */
final class ScheduleResolver {

	private final ZoneId defaultZone;

	private final CrontabHabits crontabHabits = new CrontabHabits();

	ScheduleResolver(ZoneId defaultZone) {
		this.defaultZone = defaultZone;
	}

	/**
	 * Resolves the schedule of a task.
	 * @param settings the task's settings
	 * @return the schedule, or empty if no layer names one
	 */
	Optional<ResolvedSchedule> resolve(LayeredSettings settings) {
		Optional<Setting> disabled = settings.find(TaskAttribute.ENABLED).filter(Setting::isOff);
		if (disabled.isPresent()) {
			return Optional.of(ResolvedSchedule.off(disabled.get()));
		}
		return settings.layers().stream().flatMap((layer) -> resolve(settings, layer).stream()).findFirst();
	}

	private Optional<ResolvedSchedule> resolve(LayeredSettings settings, TaskSettings layer) {
		Optional<Setting> cron = layer.find(TaskAttribute.CRON);
		Optional<Setting> interval = layer.find(TaskAttribute.INTERVAL);
		if (cron.isPresent() && interval.isPresent()) {
			throw new SchedulesConflictException(settings.name(), cron.get(), interval.get());
		}
		return cron.map((setting) -> cron(settings, setting))
			.or(() -> interval.map((setting) -> interval(settings, setting)));
	}

	private ResolvedSchedule cron(LayeredSettings settings, Setting cron) {
		if (cron.isOff()) {
			return ResolvedSchedule.off(cron);
		}
		ZoneId zone = zone(settings);
		try {
			Schedule schedule = Schedule.cron(cron.texts(), zone);
			this.crontabHabits.warn(settings.name(), cron);
			return new ResolvedSchedule(schedule, cron);
		}
		catch (IllegalArgumentException ex) {
			throw settings.invalid(TaskAttribute.CRON, cron, reason(ex), """
					Write five fields (minute hour day month weekday), such as "0 3 * * *", six with seconds first, \
					such as "0 0 3 * * *", or a macro such as @daily. Use "-" or 'enabled: false' to turn the task \
					off, or 'interval: 24h' for an interval.""", ex);
		}
	}

	private ZoneId zone(LayeredSettings settings) {
		Optional<Setting> zone = settings.find(TaskAttribute.ZONE);
		try {
			return zone.map((setting) -> ZoneId.of(setting.text())).orElse(this.defaultZone);
		}
		catch (DateTimeException ex) {
			throw settings.invalid(TaskAttribute.ZONE, zone.orElseThrow(), reason(ex),
					"Use a region such as Europe/Paris, or UTC.", ex);
		}
	}

	private ResolvedSchedule interval(LayeredSettings settings, Setting interval) {
		if (interval.isOff()) {
			return ResolvedSchedule.off(interval);
		}
		Duration distance = settings.duration(TaskAttribute.INTERVAL, interval);
		Optional<Setting> offset = settings.find(TaskAttribute.OFFSET);
		Duration shift = offset.map((setting) -> settings.duration(TaskAttribute.OFFSET, setting))
			.orElse(Duration.ZERO);
		try {
			return new ResolvedSchedule(Schedule.interval(distance, shift), interval);
		}
		catch (IllegalArgumentException ex) {
			boolean intervalAlone = offset.isEmpty() || distance.isNegative() || distance.isZero();
			throw settings.invalid(intervalAlone ? TaskAttribute.INTERVAL : TaskAttribute.OFFSET,
					intervalAlone ? interval : offset.get(), reason(ex),
					"Use an interval above zero, and an offset below the interval.", ex);
		}
	}

	private static String reason(Exception ex) {
		@Nullable String message = ex.getMessage();
		return (message != null) ? message : ex.getClass().getSimpleName();
	}

}
