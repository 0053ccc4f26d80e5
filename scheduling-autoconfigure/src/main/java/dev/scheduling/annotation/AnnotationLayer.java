package dev.scheduling.annotation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers what one annotation says. What it does not say is left out: most attributes of
 * most annotations are not given, and an application may have a thousand of them. Not
 * safe for use by several threads.
 */
final class AnnotationLayer {

	/** The constant of each policy that means "not given here". */
	private static final String NOT_GIVEN = "DEFAULT";

	private final Map<TaskAttribute, Setting> settings = new EnumMap<>(TaskAttribute.class);

	private final AnnotatedMethod<?> method;

	private final PlaceholderTexts placeholders;

	private final String origin;

	AnnotationLayer(AnnotatedMethod<?> method, PlaceholderTexts placeholders) {
		this.method = method;
		this.placeholders = placeholders;
		this.origin = method.origin();
	}

	void put(TaskAttribute attribute, String... texts) {
		if (Arrays.stream(texts).allMatch(String::isEmpty)) {
			return;
		}
		String name = attribute.annotationAttribute();
		add(attribute, Arrays.stream(texts).map((text) -> this.placeholders.resolve(this.method, name, text)).toList());
	}

	void put(TaskAttribute attribute, Enum<?> policy) {
		if (!policy.name().equals(NOT_GIVEN)) {
			add(attribute, List.of(policy.name()));
		}
	}

	void put(TaskAttribute attribute, Class<? extends Throwable>[] failures) {
		if (failures.length > 0) {
			add(attribute, Arrays.stream(failures).map(Class::getName).toList());
		}
	}

	private void add(TaskAttribute attribute, List<String> texts) {
		String key = "@" + this.method.annotation().annotationType().getSimpleName() + "("
				+ attribute.annotationAttribute() + ")";
		this.settings.put(attribute, new Setting(key, texts, this.origin));
	}

	TaskSettings settings() {
		return new TaskSettings(this.settings);
	}

}
