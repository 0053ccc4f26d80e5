package dev.scheduling.annotation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.JobHandler;

import org.springframework.util.StringValueResolver;

/**
 * Reads {@link JobHandler} as one layer of settings, its placeholders resolved.
 */
final class JobAnnotationSettings {

	private static final int NOT_GIVEN = -1;

	private final PlaceholderTexts placeholders;

	JobAnnotationSettings(StringValueResolver resolver) {
		this.placeholders = new PlaceholderTexts(resolver);
	}

	static String text(int number) {
		return (number != NOT_GIVEN) ? Integer.toString(number) : "";
	}

	/** The name, checked. */
	String name(AnnotatedMethod<JobHandler> method) {
		String name = this.placeholders.resolve(method, "value", method.annotation().value()).strip();
		if (!TaskName.isValid(name)) {
			throw method.invalid(
					"'%s' is not a job name, which is lower-case letters and digits with single dashes between words"
						.formatted(name),
					"Use for example @JobHandler(\"%s\")."
						.formatted(TaskName.suggest(name, TaskName.kebabCase(method.method().getName()))));
		}
		return name;
	}

	TaskSettings settings(AnnotatedMethod<JobHandler> method) {
		JobHandler annotation = method.annotation();
		Map<TaskAttribute, Setting> settings = new EnumMap<>(TaskAttribute.class);
		put(settings, method, TaskAttribute.QUEUE, annotation.queue());
		put(settings, method, TaskAttribute.MAX_ATTEMPTS, text(annotation.maxAttempts()));
		put(settings, method, TaskAttribute.TIMEOUT, annotation.timeout());
		put(settings, method, TaskAttribute.RETENTION, annotation.retention());
		put(settings, method, TaskAttribute.RETRY_ON, annotation.retryOn());
		put(settings, method, TaskAttribute.NO_RETRY_ON, annotation.noRetryOn());
		return new TaskSettings(settings);
	}

	private void put(Map<TaskAttribute, Setting> settings, AnnotatedMethod<JobHandler> method, TaskAttribute attribute,
			String text) {
		put(settings, method, attribute,
				List.of(this.placeholders.resolve(method, attribute.annotationAttribute(), text)));
	}

	private static void put(Map<TaskAttribute, Setting> settings, AnnotatedMethod<JobHandler> method,
			TaskAttribute attribute, Class<? extends Throwable>[] failures) {
		put(settings, method, attribute, Arrays.stream(failures).map(Class::getName).toList());
	}

	private static void put(Map<TaskAttribute, Setting> settings, AnnotatedMethod<JobHandler> method,
			TaskAttribute attribute, List<String> texts) {
		String key = "@JobHandler(%s)".formatted(attribute.annotationAttribute());
		settings.put(attribute, new Setting(key, texts, method.origin()));
	}

}
