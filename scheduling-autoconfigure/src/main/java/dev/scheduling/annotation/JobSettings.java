package dev.scheduling.annotation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.scheduling.job.JobId;
import dev.scheduling.job.Priority;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * What is set for the jobs of a handler or of a durable task, checked. {@code null} where
 * nothing is said.
 *
 * @param queue the queue
 * @param priority how the jobs stand among the ready ones
 * @param expiresIn in what time a job must start
 * @param maxAttempts how many attempts a job has in all
 * @param timeout how long one attempt may take
 * @param retention how long a succeeded job is kept
 * @param aliases other names under which jobs wait
 * @param retries after which failures it is tried again
 */
record JobSettings(@Nullable String queue, @Nullable Priority priority, @Nullable Duration expiresIn,
		@Nullable Integer maxAttempts, @Nullable Duration timeout, @Nullable Duration retention, List<String> aliases,
		RetryRule retries) {

	static JobSettings of(LayeredSettings settings) {
		return new JobSettings(queue(settings), priority(settings), expiresIn(settings), maxAttempts(settings),
				timeout(settings), retention(settings), aliases(settings), new RetryRule(
						failures(settings, TaskAttribute.RETRY_ON), failures(settings, TaskAttribute.NO_RETRY_ON)));
	}

	private static @Nullable String queue(LayeredSettings settings) {
		Optional<Setting> queue = settings.find(TaskAttribute.QUEUE);
		queue.filter((setting) -> !isQueue(setting.text())).ifPresent((setting) -> {
			throw settings.invalid(TaskAttribute.QUEUE, setting,
					"it is part of a key, of 1 to 64 letters, digits, '.', '_' and '-'", "Use another name.", null);
		});
		return queue.map(Setting::text).orElse(null);
	}

	private static boolean isQueue(String name) {
		try {
			JobId.of("0", name);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static @Nullable Priority priority(LayeredSettings settings) {
		return settings.find(TaskAttribute.PRIORITY)
			.map((setting) -> settings.parse(TaskAttribute.PRIORITY, setting, Priority.class))
			.orElse(null);
	}

	private static @Nullable Duration expiresIn(LayeredSettings settings) {
		Duration expiresIn = duration(settings, TaskAttribute.EXPIRES_IN);
		if (expiresIn != null && expiresIn.toMillis() <= 0) {
			throw settings.invalid(TaskAttribute.EXPIRES_IN, settings.find(TaskAttribute.EXPIRES_IN).orElseThrow(),
					"no job can start in that time", "Use a duration above zero, or leave it out for no limit.", null);
		}
		return expiresIn;
	}

	private static @Nullable Integer maxAttempts(LayeredSettings settings) {
		Optional<Setting> attempts = settings.find(TaskAttribute.MAX_ATTEMPTS);
		return attempts.map((setting) -> settings.number(TaskAttribute.MAX_ATTEMPTS, setting, 1)).orElse(null);
	}

	private static @Nullable Duration timeout(LayeredSettings settings) {
		Duration timeout = duration(settings, TaskAttribute.TIMEOUT);
		if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
			throw settings.invalid(TaskAttribute.TIMEOUT, settings.find(TaskAttribute.TIMEOUT).orElseThrow(),
					"no attempt can end in that time", "Use a duration above zero, or leave it out for no limit.",
					null);
		}
		return timeout;
	}

	private static @Nullable Duration retention(LayeredSettings settings) {
		Duration retention = duration(settings, TaskAttribute.RETENTION);
		if (retention != null && retention.isNegative()) {
			throw settings.invalid(TaskAttribute.RETENTION, settings.find(TaskAttribute.RETENTION).orElseThrow(),
					"it is negative", "Use 0s to keep nothing, or a duration above zero.", null);
		}
		return retention;
	}

	private static List<String> aliases(LayeredSettings settings) {
		Optional<Setting> aliases = settings.find(TaskAttribute.ALIASES);
		aliases.ifPresent(
				(setting) -> setting.texts().stream().filter((name) -> !TaskName.isValid(name)).forEach((name) -> {
					throw settings.invalid(TaskAttribute.ALIASES, setting,
							"'%s' was never a name, which is lower-case letters and digits with single dashes"
								.formatted(name),
							"Write the former names as they were.", null);
				}));
		return aliases.map(Setting::texts).orElse(List.of());
	}

	private static List<Class<? extends Throwable>> failures(LayeredSettings settings, TaskAttribute attribute) {
		List<Class<? extends Throwable>> types = new ArrayList<>();
		settings.find(attribute)
			.ifPresent((setting) -> setting.texts()
				.forEach((name) -> types.add(failure(settings, attribute, setting, name))));
		return types;
	}

	private static Class<? extends Throwable> failure(LayeredSettings settings, TaskAttribute attribute,
			Setting setting, String name) {
		try {
			return ClassUtils.forName(name, null).asSubclass(Throwable.class);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw settings.invalid(attribute, setting, "there is no class '%s'".formatted(name),
					"Use the full names of exceptions, such as java.io.IOException.", ex);
		}
		catch (ClassCastException ex) {
			throw settings.invalid(attribute, setting, "'%s' is no exception".formatted(name),
					"Use the full names of exceptions, such as java.io.IOException.", ex);
		}
	}

	private static @Nullable Duration duration(LayeredSettings settings, TaskAttribute attribute) {
		return settings.find(attribute).map((setting) -> settings.duration(attribute, setting)).orElse(null);
	}

}
