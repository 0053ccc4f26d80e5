package dev.scheduling.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import dev.scheduling.StartFailedException;
import dev.scheduling.annotation.NearestName;
import dev.scheduling.annotation.Setting;
import dev.scheduling.annotation.TaskName;

/**
 * The configuration names tasks or jobs that do not exist.
 */
final class UnknownTaskException extends StartFailedException {

	UnknownTaskException(String kind, List<ConfiguredTask> unknown, Collection<String> known) {
		super(description(kind, unknown, known), """
				Correct the names, or remove the entries. If they are for the %ss of another application, set \
				scheduling.unknown-tasks=warn.""".formatted(kind));
	}

	private static String description(String kind, List<ConfiguredTask> unknown, Collection<String> known) {
		return unknown.stream()
			.map((task) -> line(task, known))
			.collect(Collectors.joining("\n",
					"The configuration sets values for %ss that do not exist:\n".formatted(kind),
					"\nKnown %ss: %s".formatted(kind, known.isEmpty() ? "none" : String.join(", ", known))));
	}

	private static String line(ConfiguredTask task, Collection<String> known) {
		Setting example = task.example();
		String line = "    %s  (%s)".formatted(example.key(), example.origin());
		return NearestName.find(TaskName.kebabCase(task.key()), known)
			.map((name) -> line + "  did you mean '%s'?".formatted(name))
			.orElse(line);
	}

}
