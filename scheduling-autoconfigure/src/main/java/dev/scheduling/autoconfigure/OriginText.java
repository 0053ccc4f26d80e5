package dev.scheduling.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.core.io.Resource;

/**
 * Says where a property came from in the words of the person who wrote it:
 * {@code application.yml:14}, {@code environment variable X}.
 */
final class OriginText {

	private OriginText() {
	}

	static String of(@Nullable Origin origin) {
		if (origin instanceof TextResourceOrigin text) {
			return of(text);
		}
		if (origin instanceof SystemEnvironmentOrigin environment) {
			return "environment variable " + environment.getProperty();
		}
		if (origin instanceof PropertySourceOrigin source) {
			return of(source);
		}
		return (origin != null) ? origin.toString() : "unknown origin";
	}

	private static String of(PropertySourceOrigin source) {
		if (source.getOrigin() != null && source.getOrigin() != source) {
			return of(source.getOrigin());
		}
		return switch (source.getPropertySource().getName()) {
			case "commandLineArgs" -> "command line";
			case "systemProperties" -> "system property " + source.getPropertyName();
			case "systemEnvironment" -> "environment variable " + source.getPropertyName();
			default -> "property source '%s'".formatted(source.getPropertySource().getName());
		};
	}

	private static String of(TextResourceOrigin origin) {
		@Nullable Resource resource = origin.getResource();
		@Nullable String file = (resource != null) ? resource.getFilename() : null;
		@Nullable Location location = origin.getLocation();
		if (file == null || location == null) {
			return origin.toString();
		}
		return file + ":" + (location.getLine() + 1);
	}

}
