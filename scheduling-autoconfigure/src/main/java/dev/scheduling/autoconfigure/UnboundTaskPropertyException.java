package dev.scheduling.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.scheduling.StartFailedException;
import dev.scheduling.annotation.TaskAttribute;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The configuration of tasks holds keys that mean nothing: a mistyped attribute, or a
 * name with dots, which a properties file takes for levels.
 */
final class UnboundTaskPropertyException extends StartFailedException {

	private static final List<String> ATTRIBUTES = Arrays.stream(TaskAttribute.values())
		.map(TaskAttribute::key)
		.toList();

	UnboundTaskPropertyException(UnboundConfigurationPropertiesException cause) {
		super(cause.getUnboundProperties()
			.stream()
			.map(UnboundTaskPropertyException::line)
			.collect(Collectors.joining("\n", "The configuration of periodic tasks has keys that mean nothing:\n",
					"\nA task has: " + String.join(", ", ATTRIBUTES))),
				"Correct the keys, or remove them.", cause);
	}

	private static String line(ConfigurationProperty property) {
		return "    %s  (%s)%s".formatted(property.getName(), OriginText.of(property.getOrigin()),
				hint(property.getName()).map((hint) -> "  " + hint).orElse(""));
	}

	private static Optional<String> hint(ConfigurationPropertyName name) {
		boolean defaults = TaskPropertiesBinder.DEFAULTS.isAncestorOf(name);
		int attribute = defaults ? 2 : 3;
		String last = name.getLastElement(Form.ORIGINAL);
		if (!defaults && name.getNumberOfElements() > attribute + 1 && ATTRIBUTES.contains(last)) {
			String dotted = name.subName(2).chop(name.getNumberOfElements() - attribute).toString();
			return Optional.of("a name with dots needs brackets, \"[%s]\"; task names have none: '%s'?"
				.formatted(dotted, dotted.replace('.', '-')));
		}
		if (name.getNumberOfElements() != attribute + 1) {
			return Optional.empty();
		}
		return NearestName.find(last, ATTRIBUTES).map("did you mean '%s'?"::formatted);
	}

}
