package dev.scheduling.annotation;

import java.util.Collection;

import dev.scheduling.StartFailedException;

/**
 * A task of the configuration names a job that no handler takes.
 */
public final class UnknownJobException extends StartFailedException {

	UnknownJobException(String task, Setting job, Collection<String> known) {
		super("""
				Task '%s' runs a job that has no handler:
				%sKnown handlers: %s""".formatted(task, job.describe(),
				known.isEmpty() ? "none" : String.join(", ", known)),
				NearestName.find(job.text(), known)
					.map((name) -> "Did you mean '%s'? Otherwise name a handler".formatted(name))
					.orElse("Name a handler")
						+ ", or write one: a bean method with @JobHandler(\"%s\").".formatted(job.text()));
	}

}
