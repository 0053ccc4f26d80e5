package dev.scheduling.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what one annotation says. What it does not say is left out: most attributes of
 * most annotations are not given, and an application may have a thousand of them. Not
 * safe for use by several threads.
 */
final class AnnotationLayer {

	/** The constant of each policy that means "not given here". */
	private static final String NOT_GIVEN = "DEFAULT";

	private static final int NO_NUMBER = -1;

	private final Map<TaskAttribute, Setting> settings = new EnumMap<>(TaskAttribute.class);

	private final AnnotatedMethod<?> method;

	private final PlaceholderTexts placeholders;

	private @Nullable String origin;

	AnnotationLayer(AnnotatedMethod<?> method, PlaceholderTexts placeholders) {
		this.method = method;
		this.placeholders = placeholders;
	}

	void put(TaskAttribute attribute, String text) {
		if (!text.isEmpty()) {
			add(attribute, List.of(resolve(attribute, text)));
		}
	}

	void put(TaskAttribute attribute, String[] texts) {
		List<String> resolved = new ArrayList<>(texts.length);
		for (String text : texts) {
			if (!text.isEmpty()) {
				resolved.add(resolve(attribute, text));
			}
		}
		if (!resolved.isEmpty()) {
			add(attribute, resolved);
		}
	}

	void put(TaskAttribute attribute, int number) {
		if (number != NO_NUMBER) {
			add(attribute, List.of(Integer.toString(number)));
		}
	}

	void put(TaskAttribute attribute, Enum<?> policy) {
		if (!policy.name().equals(NOT_GIVEN)) {
			add(attribute, List.of(policy.name()));
		}
	}

	/**
	 * The built-in default is as good as nothing: no layer lies below that says something
	 * else.
	 */
	void put(TaskAttribute attribute, Priority priority) {
		if (priority != Priority.NORMAL) {
			add(attribute, List.of(priority.name()));
		}
	}

	void put(TaskAttribute attribute, Class<? extends Throwable>[] failures) {
		if (failures.length > 0) {
			add(attribute, Arrays.stream(failures).map(Class::getName).toList());
		}
	}

	private String resolve(TaskAttribute attribute, String text) {
		return this.placeholders.resolve(this.method, attribute.annotationAttribute(), text);
	}

	private void add(TaskAttribute attribute, List<String> texts) {
		String key = "@" + this.method.annotation().annotationType().getSimpleName() + "("
				+ attribute.annotationAttribute() + ")";
		this.settings.put(attribute, new Setting(key, texts, origin()));
	}

	private String origin() {
		String known = this.origin;
		if (known == null) {
			known = this.method.origin();
			this.origin = known;
		}
		return known;
	}

	TaskSettings settings() {
		return new TaskSettings(this.settings);
	}

}
