package dev.scheduling.autoconfigure;

import dev.scheduling.StartFailedException;
import dev.scheduling.annotation.UnitlessDuration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;

/**
 * A duration was given as a bare number.
 */
final class DurationWithoutUnitException extends StartFailedException {

	DurationWithoutUnitException(ConfigurationPropertyName name, String text, @Nullable Origin origin) {
		super("""
				'%s' %s:
				    Value:    "%s"
				    Origin:   %s""".formatted(name, UnitlessDuration.PROBLEM, text, OriginText.of(origin)),
				UnitlessDuration.mend(text));
	}

}
