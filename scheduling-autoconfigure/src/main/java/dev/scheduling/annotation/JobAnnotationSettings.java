package dev.scheduling.annotation;

import dev.scheduling.job.JobHandler;

import org.springframework.util.StringValueResolver;

/**
 * Reads {@link JobHandler} as one layer of settings, its placeholders resolved.
 */
final class JobAnnotationSettings {

	private final PlaceholderTexts placeholders;

	JobAnnotationSettings(StringValueResolver resolver) {
		this.placeholders = new PlaceholderTexts(resolver);
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
		AnnotationLayer layer = new AnnotationLayer(method, this.placeholders);
		layer.put(TaskAttribute.QUEUE, annotation.queue());
		layer.put(TaskAttribute.PRIORITY, annotation.priority());
		layer.put(TaskAttribute.EXPIRES_IN, annotation.expiresIn());
		layer.put(TaskAttribute.MAX_ATTEMPTS, annotation.maxAttempts());
		layer.put(TaskAttribute.TIMEOUT, annotation.timeout());
		layer.put(TaskAttribute.RETENTION, annotation.retention());
		layer.put(TaskAttribute.ALIASES, annotation.aliases());
		layer.put(TaskAttribute.RETRY_ON, annotation.retryOn());
		layer.put(TaskAttribute.NO_RETRY_ON, annotation.noRetryOn());
		return layer.settings();
	}

}
