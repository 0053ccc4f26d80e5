package dev.scheduling.autoconfigure;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Keeps the tasks and jobs of one application apart from those of others on one Redis.
 *
 * @param value the name, part of every key
 */
public record Namespace(String value) {

	private static final Logger logger = LoggerFactory.getLogger(Namespace.class);

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private static final String APPLICATION_NAME = "spring.application.name";

	static Namespace resolve(@Nullable String configured, Environment environment) {
		if (StringUtils.hasText(configured)) {
			return valid(configured.strip(), "scheduling.namespace");
		}
		String applicationName = environment.getProperty(APPLICATION_NAME);
		if (StringUtils.hasText(applicationName)) {
			return valid(applicationName.strip(), APPLICATION_NAME);
		}
		logger.warn(
				"Neither 'scheduling.namespace' nor '{}' is set, so the namespace is 'default'. Every other "
						+ "application on the same Redis that sets neither shares its tasks and locks",
				APPLICATION_NAME);
		return new Namespace("default");
	}

	private static Namespace valid(String value, String property) {
		if (!VALID.matcher(value).matches()) {
			throw new InvalidNamespaceException(value, property);
		}
		return new Namespace(value);
	}

}
