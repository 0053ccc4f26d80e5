package dev.scheduling.autoconfigure;

import dev.scheduling.StartFailedException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;

/**
 * A duration was given as a bare number.
 */
final class DurationWithoutUnitException extends StartFailedException {

	DurationWithoutUnitException(ConfigurationPropertyName name, String text, @Nullable Origin origin) {
		super("""
				'%s' has no unit, so it could be milliseconds or seconds:
				    Value:    "%s"
				    Origin:   %s""".formatted(name, text, OriginText.of(origin)),
				"Add a unit: %ss for seconds, %sm for minutes, %sms for milliseconds.".formatted(text, text, text));
	}

}
