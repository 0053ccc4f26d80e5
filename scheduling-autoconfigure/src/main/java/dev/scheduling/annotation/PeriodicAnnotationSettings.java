package dev.scheduling.annotation;

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
		AnnotationLayer layer = new AnnotationLayer(method, this.placeholders);
		layer.put(TaskAttribute.CRON, annotation.cron());
		layer.put(TaskAttribute.INTERVAL, annotation.interval());
		layer.put(TaskAttribute.OFFSET, annotation.offset());
		layer.put(TaskAttribute.FIXED_DELAY, annotation.fixedDelay());
		layer.put(TaskAttribute.SCHEDULE, annotation.schedule());
		layer.put(TaskAttribute.ZONE, annotation.zone());
		layer.put(TaskAttribute.DST_GAP, annotation.dstGap());
		layer.put(TaskAttribute.DST_OVERLAP, annotation.dstOverlap());
		layer.put(TaskAttribute.NOT_BEFORE, annotation.notBefore());
		layer.put(TaskAttribute.NOT_AFTER, annotation.notAfter());
		layer.put(TaskAttribute.EXCLUSIONS, annotation.exclusions());
		layer.put(TaskAttribute.EXECUTION, annotation.execution());
		layer.put(TaskAttribute.SCOPE, annotation.scope());
		layer.put(TaskAttribute.OVERLAP, annotation.overlap());
		layer.put(TaskAttribute.MISFIRE, annotation.misfire());
		layer.put(TaskAttribute.CATCH_UP_WINDOW, annotation.catchUpWindow());
		layer.put(TaskAttribute.CATCH_UP_LIMIT, annotation.catchUpLimit());
		layer.put(TaskAttribute.JITTER, annotation.jitter());
		layer.put(TaskAttribute.TIMEOUT, annotation.timeout());
		layer.put(TaskAttribute.ON_LOCK_LOST, annotation.onLockLost());
		layer.put(TaskAttribute.ON_STORE_FAILURE, annotation.onStoreFailure());
		layer.put(TaskAttribute.PAUSE_AFTER_FAILURES, annotation.pauseAfterFailures());
		layer.put(TaskAttribute.SKIP_IF, annotation.skipIf());
		layer.put(TaskAttribute.QUEUE, annotation.queue());
		layer.put(TaskAttribute.PRIORITY, annotation.priority());
		layer.put(TaskAttribute.MAX_ATTEMPTS, annotation.maxAttempts());
		layer.put(TaskAttribute.RETENTION, annotation.retention());
		layer.put(TaskAttribute.ALIASES, annotation.aliases());
		return layer.settings();
	}

}
