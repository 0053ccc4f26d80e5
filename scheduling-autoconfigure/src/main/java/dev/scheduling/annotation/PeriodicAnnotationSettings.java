package dev.scheduling.annotation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.periodic.Periodic;

import org.springframework.util.StringValueResolver;

/**
 * Reads {@link Periodic} as one layer of settings, its placeholders resolved.
 */
final class PeriodicAnnotationSettings {

	private final PlaceholderTexts placeholders;

	PeriodicAnnotationSettings(StringValueResolver resolver) {
		this.placeholders = new PlaceholderTexts(resolver);
	}

	/** The given or derived name, checked. */
	String name(AnnotatedMethod<Periodic> method) {
		String given = this.placeholders.resolve(method, "name", method.annotation().name()).strip();
		String name = given.isEmpty() ? TaskName.kebabCase(method.method().getName()) : given;
		if (!TaskName.isValid(name)) {
			throw method.invalid(
					"'%s' is not a task name, which is lower-case letters and digits with single dashes between words"
						.formatted(name),
					"Name the task, for example @Periodic(name = \"%s\")."
						.formatted(TaskName.suggest(name, "nightly-report")));
		}
		return name;
	}

	TaskSettings settings(AnnotatedMethod<Periodic> method) {
		Periodic annotation = method.annotation();
		Map<TaskAttribute, Setting> settings = new EnumMap<>(TaskAttribute.class);
		put(settings, method, TaskAttribute.CRON, annotation.cron());
		put(settings, method, TaskAttribute.INTERVAL, annotation.interval());
		put(settings, method, TaskAttribute.OFFSET, annotation.offset());
		put(settings, method, TaskAttribute.FIXED_DELAY, annotation.fixedDelay());
		put(settings, method, TaskAttribute.SCHEDULE, annotation.schedule());
		put(settings, method, TaskAttribute.ZONE, annotation.zone());
		put(settings, method, TaskAttribute.DST_GAP, annotation.dstGap().name());
		put(settings, method, TaskAttribute.DST_OVERLAP, annotation.dstOverlap().name());
		put(settings, method, TaskAttribute.NOT_BEFORE, annotation.notBefore());
		put(settings, method, TaskAttribute.NOT_AFTER, annotation.notAfter());
		put(settings, method, TaskAttribute.EXCLUSIONS, annotation.exclusions());
		put(settings, method, TaskAttribute.EXECUTION, annotation.execution().name());
		put(settings, method, TaskAttribute.SCOPE, annotation.scope().name());
		put(settings, method, TaskAttribute.OVERLAP, annotation.overlap().name());
		put(settings, method, TaskAttribute.MISFIRE, annotation.misfire().name());
		put(settings, method, TaskAttribute.CATCH_UP_WINDOW, annotation.catchUpWindow());
		put(settings, method, TaskAttribute.CATCH_UP_LIMIT, JobAnnotationSettings.text(annotation.catchUpLimit()));
		put(settings, method, TaskAttribute.JITTER, annotation.jitter());
		put(settings, method, TaskAttribute.TIMEOUT, annotation.timeout());
		put(settings, method, TaskAttribute.ON_LOCK_LOST, annotation.onLockLost().name());
		put(settings, method, TaskAttribute.ON_STORE_FAILURE, annotation.onStoreFailure().name());
		put(settings, method, TaskAttribute.PAUSE_AFTER_FAILURES,
				JobAnnotationSettings.text(annotation.pauseAfterFailures()));
		put(settings, method, TaskAttribute.SKIP_IF, annotation.skipIf());
		put(settings, method, TaskAttribute.QUEUE, annotation.queue());
		put(settings, method, TaskAttribute.MAX_ATTEMPTS, JobAnnotationSettings.text(annotation.maxAttempts()));
		put(settings, method, TaskAttribute.RETENTION, annotation.retention());
		return new TaskSettings(settings);
	}

	private void put(Map<TaskAttribute, Setting> settings, AnnotatedMethod<Periodic> method, TaskAttribute attribute,
			String... texts) {
		String name = attribute.annotationAttribute();
		List<String> resolved = Arrays.stream(texts)
			.map((text) -> this.placeholders.resolve(method, name, text))
			.toList();
		settings.put(attribute, new Setting("@Periodic(%s)".formatted(name), resolved, method.origin()));
	}

}
