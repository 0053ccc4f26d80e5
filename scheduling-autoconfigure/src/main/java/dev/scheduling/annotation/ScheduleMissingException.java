package dev.scheduling.annotation;

import dev.scheduling.StartFailedException;

/**
 * A task has no schedule: neither the configuration nor the annotation gives one.
 */
public final class ScheduleMissingException extends StartFailedException {

	ScheduleMissingException(String task, AnnotatedMethod<?> method) {
		super("""
				Task '%s' (%s) has no schedule: there is none in its @Periodic, none under 'scheduling.tasks.%s', and \
				none under 'scheduling.defaults'.""".formatted(task, method.describe(), task), """
				Give it one:
				  - in the configuration:  scheduling.tasks.%s.cron="0 2 * * *"
				  - or in the code:        @Periodic(interval = "5m")
				  - or turn it off:        scheduling.tasks.%s.enabled=false""".formatted(task, task));
	}

	ScheduleMissingException(String task) {
		super("""
				Task '%s' runs a job but has no schedule: there is none under 'scheduling.tasks.%s', and none under \
				'scheduling.defaults'.""".formatted(task, task), """
				Give it one:
				  - in the configuration:  scheduling.tasks.%s.cron="0 2 * * *"
				  - or turn it off:        scheduling.tasks.%s.enabled=false""".formatted(task, task));
	}

}
