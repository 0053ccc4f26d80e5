package dev.scheduling.annotation;

import dev.scheduling.periodic.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * The schedule of a task together with the setting that gave it.
 *
 * @param schedule the schedule, {@code null} for a task that is off
 * @param setting what somebody wrote
 */
record ResolvedSchedule(@Nullable Schedule schedule, Setting setting) {

	static ResolvedSchedule off(Setting setting) {
		return new ResolvedSchedule(null, setting);
	}

}
