package dev.scheduling.annotation;

import dev.scheduling.StartFailedException;

/**
 * A task has two kinds of schedule in one place, so that it is not clear which one is
 * meant.
 */
public final class SchedulesConflictException extends StartFailedException {

	SchedulesConflictException(String task, Setting cron, Setting interval) {
		super("""
				Task '%s' has two schedules, but can have only one:
				%s    and
				%s""".formatted(task, cron.describe(), interval.describe()).stripTrailing(), """
				Remove one of them. Where one comes from a file that cannot change, unset it with a blank value in a \
				source that wins over it, such as a profile's file: cron: "" or interval: "\"""");
	}

}
