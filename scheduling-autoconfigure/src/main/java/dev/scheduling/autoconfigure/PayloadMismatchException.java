package dev.scheduling.autoconfigure;

import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;

import dev.scheduling.StartFailedException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;

/**
 * The payload that the configuration gives to a task's job is none that the handler
 * takes.
 */
final class PayloadMismatchException extends StartFailedException {

	PayloadMismatchException(String task, Type type, List<ConfigurationProperty> properties, String reason,
			@Nullable Throwable cause) {
		super("""
				The payload of task '%s' does not fit its handler:
				%s
				    Type:     %s
				    Reason:   %s""".formatted(task, lines(properties), type.getTypeName(), reason),
				"Correct the value, or let the handler take another type.", cause);
	}

	private static String lines(List<ConfigurationProperty> properties) {
		return properties.stream()
			.map((property) -> """
					Property: %s
					Value:    "%s"
					Origin:   %s""".formatted(property.getName(), property.getValue(),
					OriginText.of(property.getOrigin())))
			.collect(Collectors.joining("\n"))
			.indent(4)
			.stripTrailing();
	}

}
