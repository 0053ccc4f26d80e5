package dev.scheduling.annotation;

import dev.scheduling.StartFailedException;
import dev.scheduling.annotation.NameClaims.NameClaim;

/**
 * Two tasks or jobs have names that are equal without dashes, underscores and case.
 */
public final class DuplicateNameException extends StartFailedException {

	DuplicateNameException(NameClaim first, NameClaim second) {
		super(description(first, second), action(first, second));
	}

	private static boolean areBoth(String kind, NameClaim first, NameClaim second) {
		return first.kind().equals(kind) && second.kind().equals(kind);
	}

	private static String description(NameClaim first, NameClaim second) {
		return """
				%s:
				    %s
				    %s
				%s""".formatted(headline(first, second), first.place().get(), second.place().get(),
				reason(first, second));
	}

	private static String headline(NameClaim first, NameClaim second) {
		boolean sameKind = first.kind().equals(second.kind());
		if (!sameKind) {
			return "The %s '%s' and the %s '%s' have one name".formatted(first.kind(), first.name(), second.kind(),
					second.name());
		}
		return first.name().equals(second.name())
				? "Two methods define the %s '%s'".formatted(first.kind(), first.name())
				: "Two methods define the %ss '%s' and '%s', which are one name without '-', '_' and case"
					.formatted(first.kind(), first.name(), second.name());
	}

	private static String reason(NameClaim first, NameClaim second) {
		if (areBoth("task", first, second)) {
			return "A name identifies the task's schedule, lock, history and meters, so it must be unique.";
		}
		if (areBoth("job", first, second)) {
			return "A job is stored with the name of its handler, so it must be unique.";
		}
		return "A durable task is the handler of its own jobs, so tasks and jobs share their names.";
	}

	private static String action(NameClaim first, NameClaim second) {
		String name = first.name();
		if (areBoth("task", first, second)) {
			return "Name at least one of them: @Periodic(name = \"%s-2\"). Whichever keeps the name '%s' keeps its history."
				.formatted(name, name);
		}
		if (areBoth("job", first, second)) {
			return "Name at least one of them: @JobHandler(\"%s-2\"). Whichever keeps the name '%s' gets the jobs that are stored."
				.formatted(name, name);
		}
		return "Rename one of them. A task that runs a job can be named after its schedule: 'nightly-%s'."
			.formatted(name);
	}

}
