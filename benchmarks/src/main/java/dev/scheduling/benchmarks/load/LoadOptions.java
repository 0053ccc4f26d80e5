package dev.scheduling.benchmarks.load;

import java.util.List;
import java.util.Map;

import dev.scheduling.benchmarks.Arguments;

/**
 * What to measure.
 *
 * @param arguments as they were given, for the report
 * @param subjects which subjects are loaded
 * @param scenarios with what
 * @param rounds how often all of it is repeated
 * @param jobs how many jobs a backlog has
 * @param javaOptions options of the JVM of each subject
 */
public record LoadOptions(List<String> arguments, List<String> subjects, List<String> scenarios, int rounds, int jobs,
		List<String> javaOptions) {

	private static final Map<String, String> DEFAULTS = Map.of("subjects", String.join(",", LoadSubjects.names()),
			"scenarios", String.join(",", Scenarios.names()), "rounds", "3", "jobs", "100000", "java-options",
			"-Xmx1g");

	public static LoadOptions parse(List<String> arguments) {
		Arguments given = Arguments.parse(arguments, DEFAULTS);
		List<String> subjects = given.list("subjects");
		subjects.forEach(LoadSubjects::named);
		List<String> scenarios = given.list("scenarios");
		scenarios.forEach(Scenarios::named);
		return new LoadOptions(arguments, subjects, scenarios, given.number("rounds"), given.number("jobs"),
				given.words("java-options"));
	}

}
