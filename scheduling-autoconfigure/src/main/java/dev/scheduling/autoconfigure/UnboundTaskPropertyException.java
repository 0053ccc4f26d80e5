package dev.scheduling.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.scheduling.StartFailedException;
import dev.scheduling.annotation.NearestName;
import dev.scheduling.annotation.TaskAttribute;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The configuration of tasks, jobs or queues holds keys that mean nothing: a mistyped
 * attribute, or a name with dots, which a properties file takes for levels.
 */
final class UnboundTaskPropertyException extends StartFailedException {

	UnboundTaskPropertyException(UnboundConfigurationPropertiesException cause) {
		super(description(cause), "Correct the keys, or remove them.", cause);
	}

	private static String description(UnboundConfigurationPropertiesException cause) {
		Kind kind = cause.getUnboundProperties()
			.stream()
			.map((property) -> Kind.of(property.getName()))
			.findFirst()
			.orElse(Kind.TASK);
		return cause.getUnboundProperties()
			.stream()
			.map(UnboundTaskPropertyException::line)
			.collect(Collectors.joining("\n",
					"The configuration of %s has keys that mean nothing:\n".formatted(kind.plural),
					"\nA %s has: %s".formatted(kind.singular, String.join(", ", kind.attributes))));
	}

	private static String line(ConfigurationProperty property) {
		return "    %s  (%s)%s".formatted(property.getName(), OriginText.of(property.getOrigin()),
				hint(property.getName()).map((hint) -> "  " + hint).orElse(""));
	}

	private static Optional<String> hint(ConfigurationPropertyName name) {
		Kind kind = Kind.of(name);
		boolean defaults = TaskPropertiesBinder.DEFAULTS.isAncestorOf(name);
		int attribute = defaults ? 2 : 3;
		String last = name.getLastElement(Form.ORIGINAL);
		if (!defaults && name.getNumberOfElements() > attribute + 1 && kind.attributes.contains(last)) {
			String dotted = name.subName(2).chop(name.getNumberOfElements() - attribute).toString();
			return Optional.of("a name with dots needs brackets, \"[%s]\"%s".formatted(dotted,
					(kind == Kind.QUEUE) ? "" : "; task names have none: '%s'?".formatted(dotted.replace('.', '-'))));
		}
		if (name.getNumberOfElements() != attribute + 1) {
			return Optional.empty();
		}
		return NearestName.find(last, kind.attributes).map("did you mean '%s'?"::formatted);
	}

	/** What has a name in the configuration. */
	private enum Kind {

		TASK("task", "periodic tasks", keys(TaskAttribute.ofTasks())),

		JOB("job", "jobs", keys(TaskAttribute.ofJobs())),

		QUEUE("queue", "queues",
				Arrays.stream(QueueProperties.class.getRecordComponents())
					.map((component) -> DataObjectPropertyName.toDashedForm(component.getName()))
					.toList());

		private final String singular;

		private final String plural;

		private final List<String> attributes;

		Kind(String singular, String plural, List<String> attributes) {
			this.singular = singular;
			this.plural = plural;
			this.attributes = attributes;
		}

		static Kind of(ConfigurationPropertyName name) {
			if (QueuePropertiesBinder.QUEUES.isAncestorOf(name)) {
				return QUEUE;
			}
			return TaskPropertiesBinder.JOBS.isAncestorOf(name) ? JOB : TASK;
		}

		private static List<String> keys(Set<TaskAttribute> attributes) {
			return attributes.stream().map(TaskAttribute::key).toList();
		}

	}

}
