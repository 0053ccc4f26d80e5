package dev.scheduling.annotation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.periodic.Periodic;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringValueResolver;

/**
 * Reads the annotation as one layer of settings, its placeholders resolved.
 */
final class AnnotationSettings {

	private final StringValueResolver resolver;

	AnnotationSettings(StringValueResolver resolver) {
		this.resolver = resolver;
	}

	/** The given or derived name, checked. */
	String name(PeriodicMethod method) {
		String given = resolve(method, "name", method.annotation().name()).strip();
		String name = given.isEmpty() ? TaskName.kebabCase(method.method().getName()) : given;
		if (!TaskName.isValid(name)) {
			throw new InvalidPeriodicMethodException(method.beanClass(), method.method(),
					"'%s' is not a task name, which is lower-case letters and digits with single dashes between words"
						.formatted(name),
					"Name the task, for example @Periodic(name = \"%s\").".formatted(suggestion(name)));
		}
		return name;
	}

	private static String suggestion(String name) {
		String kebabCase = TaskName.kebabCase(name);
		return TaskName.isValid(kebabCase) ? kebabCase : "nightly-report";
	}

	TaskSettings settings(PeriodicMethod method) {
		Periodic annotation = method.annotation();
		Map<TaskAttribute, Setting> settings = new EnumMap<>(TaskAttribute.class);
		put(settings, method, TaskAttribute.CRON, annotation.cron());
		put(settings, method, TaskAttribute.INTERVAL, annotation.interval());
		put(settings, method, TaskAttribute.OFFSET, annotation.offset());
		put(settings, method, TaskAttribute.ZONE, annotation.zone());
		put(settings, method, TaskAttribute.EXECUTION, annotation.execution().name());
		put(settings, method, TaskAttribute.SCOPE, annotation.scope().name());
		put(settings, method, TaskAttribute.OVERLAP, annotation.overlap().name());
		put(settings, method, TaskAttribute.MISFIRE, annotation.misfire().name());
		return new TaskSettings(settings);
	}

	private void put(Map<TaskAttribute, Setting> settings, PeriodicMethod method, TaskAttribute attribute,
			String... texts) {
		List<String> resolved = Arrays.stream(texts).map((text) -> resolve(method, attribute.key(), text)).toList();
		settings.put(attribute,
				new Setting("@Periodic(%s)".formatted(attribute.key()), resolved, "@Periodic on " + method.describe()));
	}

	private String resolve(PeriodicMethod method, String attribute, String text) {
		try {
			@Nullable String resolved = this.resolver.resolveStringValue(text);
			if (resolved != null && resolved.contains("${")) {
				throw unresolvable(method, attribute, text);
			}
			return (resolved != null) ? resolved : "";
		}
		catch (IllegalArgumentException ex) {
			throw unresolvable(method, attribute, text);
		}
	}

	private static InvalidPeriodicMethodException unresolvable(PeriodicMethod method, String attribute, String text) {
		return new InvalidPeriodicMethodException(method.beanClass(), method.method(),
				"its '%s' is \"%s\", which cannot be resolved".formatted(attribute, text),
				"Define the property, or give the placeholder a default: \"${some.key:}\" counts as not given.");
	}

}
