package dev.scheduling.annotation;

import dev.scheduling.StartFailedException;

/**
 * Two methods define tasks whose names are equal without dashes, underscores and case.
 */
public final class DuplicateTaskNameException extends StartFailedException {

	DuplicateTaskNameException(String firstName, PeriodicMethod first, String secondName, PeriodicMethod second) {
		super(description(firstName, first, secondName, second), """
				Name at least one of them: @Periodic(name = "%s-2"). Whichever keeps the name '%s' keeps its history."""
			.formatted(firstName, firstName));
	}

	private static String description(String firstName, PeriodicMethod first, String secondName,
			PeriodicMethod second) {
		String names = firstName.equals(secondName) ? "the task '" + firstName + "'"
				: "the tasks '%s' and '%s', which are one name without '-', '_' and case".formatted(firstName,
						secondName);
		return """
				Two methods define %s:
				    %s  (bean '%s')
				    %s  (bean '%s')
				A name identifies the task's schedule, lock, history and meters, so it must be unique."""
			.formatted(names, first.describe(), first.beanName(), second.describe(), second.beanName());
	}

}
