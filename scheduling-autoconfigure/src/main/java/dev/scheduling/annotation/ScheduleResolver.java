package dev.scheduling.annotation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.scheduling.periodic.DstGapPolicy;
import dev.scheduling.periodic.DstOverlapPolicy;
import dev.scheduling.periodic.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one schedule of a task. The strongest layer that names a schedule decides: it
 * replaces the schedule of the layers below, whatever kind that is, and may name only one
 * kind itself. Not safe for use by several threads.
 */
final class ScheduleResolver {

	private static final List<TaskAttribute> KINDS = List.of(TaskAttribute.CRON, TaskAttribute.INTERVAL,
			TaskAttribute.FIXED_DELAY, TaskAttribute.SCHEDULE);

	private final ZoneId defaultZone;

	private final SettingBeans beans;

	private final CrontabHabits crontabHabits = new CrontabHabits();

	/** By all that they are made of: many tasks have the schedule of another. */
	private final Map<List<Object>, Schedule> crons = new HashMap<>();

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
		Optional<Setting> enabled = settings.find(TaskAttribute.ENABLED);
		if (enabled.isPresent() && enabled.get().isOff()) {
			return Optional.of(ResolvedSchedule.off(enabled.get()));
		}
		for (TaskSettings layer : settings.layers()) {
			Optional<TaskAttribute> kind = kind(settings, layer);
			if (kind.isPresent()) {
				return Optional.of(resolve(settings, kind.get(), layer.find(kind.get()).orElseThrow()));
			}
		}
		return Optional.empty();
	}

	private static Optional<TaskAttribute> kind(LayeredSettings settings, TaskSettings layer) {
		TaskAttribute given = null;
		for (TaskAttribute kind : KINDS) {
			Optional<Setting> setting = layer.find(kind);
			if (setting.isPresent() && given != null) {
				throw new SchedulesConflictException(settings.name(), layer.find(given).orElseThrow(), setting.get());
			}
			given = setting.isPresent() ? kind : given;
		}
		return Optional.ofNullable(given);
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
			Schedule schedule = parse(cron.texts(), zone, settings.policy(TaskAttribute.DST_GAP, DstGapPolicy.DEFAULT),
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

	private Schedule parse(List<String> texts, ZoneId zone, DstGapPolicy gap, DstOverlapPolicy overlap) {
		return this.crons.computeIfAbsent(List.of(texts, zone, gap, overlap),
				(key) -> Schedule.cron(texts, zone, gap, overlap));
	}

	ZoneId zone(LayeredSettings settings) {
		Optional<Setting> zone = settings.find(TaskAttribute.ZONE);
		if (zone.isEmpty()) {
			return this.defaultZone;
		}
		try {
			return ZoneId.of(zone.get().text());
		}
		catch (DateTimeException ex) {
			throw settings.invalid(TaskAttribute.ZONE, zone.get(), reason(ex),
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
