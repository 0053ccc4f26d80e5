package dev.scheduling.annotation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The names of tasks and jobs, which share one namespace: a durable task is the handler
 * of its own ticks. Two names that differ in dashes, underscores and case only are one.
 */
final class NameClaims {

	private final Map<String, NameClaim> claims = new HashMap<>();

	void add(NameClaim claim) {
		NameClaim first = this.claims.putIfAbsent(TaskName.uniform(claim.name()), claim);
		if (first != null) {
			throw new DuplicateNameException(first, claim);
		}
	}

	/** A former name that is the new one but for its dashes needs no claim. */
	void addAliases(JobHandlerDefinition handler, String kind) {
		handler.aliases()
			.stream()
			.filter((alias) -> !TaskName.uniform(alias).equals(TaskName.uniform(handler.name())))
			.forEach((alias) -> add(new NameClaim(alias, kind,
					() -> "alias of %s '%s'  (%s)".formatted(kind, handler.name(), handler.source()))));
	}

	/**
	 * Who has a name.
	 *
	 * @param name the name
	 * @param kind what it is the name of, {@code task} or {@code job}
	 * @param place says where it is defined
	 */
	record NameClaim(String name, String kind, Supplier<String> place) {

		static NameClaim of(String name, String kind, AnnotatedMethod<?> method) {
			return new NameClaim(name, kind, () -> "%s  (bean '%s')".formatted(method.describe(), method.beanName()));
		}

		static NameClaim of(String name, Setting job) {
			return new NameClaim(name, "task", () -> "%s  (%s)".formatted(job.key(), job.origin()));
		}

	}

}
