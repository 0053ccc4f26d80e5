package dev.scheduling.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.scheduling.StartFailedException;
import dev.scheduling.annotation.NearestName;
import dev.scheduling.annotation.TaskAttribute;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The configuration of tasks or jobs holds keys that mean nothing: a mistyped attribute,
 * or a name with dots, which a properties file takes for levels.
 */
final class UnboundTaskPropertyException extends StartFailedException {

	UnboundTaskPropertyException(UnboundConfigurationPropertiesException cause) {
		super(description(cause), "Correct the keys, or remove them.", cause);
	}

	private static String description(UnboundConfigurationPropertiesException cause) {
		boolean jobs = cause.getUnboundProperties().stream().anyMatch((property) -> isOfJob(property.getName()));
		return cause.getUnboundProperties()
			.stream()
			.map(UnboundTaskPropertyException::line)
			.collect(Collectors.joining("\n",
					"The configuration of %s has keys that mean nothing:\n".formatted(jobs ? "jobs" : "periodic tasks"),
					"\nA %s has: %s".formatted(jobs ? "job" : "task", String.join(", ", attributes(jobs)))));
	}

	private static boolean isOfJob(ConfigurationPropertyName name) {
		return TaskPropertiesBinder.JOBS.isAncestorOf(name);
	}

	private static List<String> attributes(boolean jobs) {
		Set<TaskAttribute> attributes = jobs ? TaskAttribute.ofJobs() : TaskAttribute.ofTasks();
		return attributes.stream().map(TaskAttribute::key).toList();
	}

	private static String line(ConfigurationProperty property) {
		return "    %s  (%s)%s".formatted(property.getName(), OriginText.of(property.getOrigin()),
				hint(property.getName()).map((hint) -> "  " + hint).orElse(""));
	}

	private static Optional<String> hint(ConfigurationPropertyName name) {
		List<String> attributes = attributes(isOfJob(name));
		boolean defaults = TaskPropertiesBinder.DEFAULTS.isAncestorOf(name);
		int attribute = defaults ? 2 : 3;
		String last = name.getLastElement(Form.ORIGINAL);
		if (!defaults && name.getNumberOfElements() > attribute + 1 && attributes.contains(last)) {
			String dotted = name.subName(2).chop(name.getNumberOfElements() - attribute).toString();
			return Optional.of("a name with dots needs brackets, \"[%s]\"; task names have none: '%s'?"
				.formatted(dotted, dotted.replace('.', '-')));
		}
		if (name.getNumberOfElements() != attribute + 1) {
			return Optional.empty();
		}
		return NearestName.find(last, attributes).map("did you mean '%s'?"::formatted);
	}

}
