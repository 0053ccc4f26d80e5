package dev.scheduling.autoconfigure;

import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;

import dev.scheduling.StartFailedException;
import dev.scheduling.annotation.Setting;
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
				%s    Type:     %s
				    Reason:   %s""".formatted(task, lines(properties), type.getTypeName(), reason),
				"Correct the value, or let the handler take another type.", cause);
	}

	private static String lines(List<ConfigurationProperty> properties) {
		return properties.stream()
			.map((property) -> new Setting(property.getName().toString(), List.of(String.valueOf(property.getValue())),
					OriginText.of(property.getOrigin())))
			.map(Setting::describe)
			.collect(Collectors.joining());
	}

}
