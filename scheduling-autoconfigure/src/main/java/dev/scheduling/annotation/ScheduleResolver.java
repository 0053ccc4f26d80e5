package dev.scheduling.annotation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import dev.scheduling.periodic.DstGapPolicy;
import dev.scheduling.periodic.DstOverlapPolicy;
import dev.scheduling.periodic.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one schedule of a task. The strongest layer that names a schedule decides: it
 * replaces the schedule of the layers below, whatever kind that is, and may name only one
 * kind itself.
 */
final class ScheduleResolver {

	private static final List<TaskAttribute> KINDS = List.of(TaskAttribute.CRON, TaskAttribute.INTERVAL,
			TaskAttribute.FIXED_DELAY, TaskAttribute.SCHEDULE);

	private final ZoneId defaultZone;

	private final SettingBeans beans;

	private final CrontabHabits crontabHabits = new CrontabHabits();

	ScheduleResolver(ZoneId defaultZone, SettingBeans beans) {
		this.beans = beans;
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
		List<TaskAttribute> given = KINDS.stream().filter((kind) -> layer.find(kind).isPresent()).toList();
		if (given.size() > 1) {
			throw new SchedulesConflictException(settings.name(), layer.find(given.get(0)).orElseThrow(),
					layer.find(given.get(1)).orElseThrow());
		}
		return given.stream().findFirst().map((kind) -> resolve(settings, kind, layer.find(kind).orElseThrow()));
	}

	private ResolvedSchedule resolve(LayeredSettings settings, TaskAttribute kind, Setting setting) {
		if (setting.isOff()) {
			return ResolvedSchedule.off(setting);
		}
		return switch (kind) {
			case CRON -> cron(settings, setting);
			case INTERVAL -> interval(settings, setting);
			case FIXED_DELAY -> fixedDelay(settings, setting);
			default -> new ResolvedSchedule(this.beans.find(settings, TaskAttribute.SCHEDULE, setting, Schedule.class),
					setting);
		};
	}

	private ResolvedSchedule cron(LayeredSettings settings, Setting cron) {
		ZoneId zone = zone(settings);
		try {
			Schedule schedule = Schedule.cron(cron.texts(), zone,
					settings.policy(TaskAttribute.DST_GAP, DstGapPolicy.DEFAULT),
					settings.policy(TaskAttribute.DST_OVERLAP, DstOverlapPolicy.DEFAULT));
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

	ZoneId zone(LayeredSettings settings) {
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

	private ResolvedSchedule fixedDelay(LayeredSettings settings, Setting setting) {
		Duration delay = settings.duration(TaskAttribute.FIXED_DELAY, setting);
		try {
			return new ResolvedSchedule(Schedule.fixedDelay(delay), setting);
		}
		catch (IllegalArgumentException ex) {
			throw settings.invalid(TaskAttribute.FIXED_DELAY, setting, reason(ex), "Use a delay above zero.", ex);
		}
	}

	private static String reason(Exception ex) {
		@Nullable String message = ex.getMessage();
		return (message != null) ? message : ex.getClass().getSimpleName();
	}

}
