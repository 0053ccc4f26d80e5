package dev.scheduling.annotation;

import java.time.Duration;
import java.util.Optional;

import dev.scheduling.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * What is set for the jobs of a handler or of a durable task, checked. {@code null} where
 * nothing is said.
 *
 * @param queue the queue
 * @param maxAttempts how many attempts a job has in all
 * @param timeout how long one attempt may take
 * @param retention how long a succeeded job is kept
 */
record JobSettings(@Nullable String queue, @Nullable Integer maxAttempts, @Nullable Duration timeout,
		@Nullable Duration retention) {

	static JobSettings of(LayeredSettings settings) {
		return new JobSettings(queue(settings), maxAttempts(settings), timeout(settings), retention(settings));
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

	private static @Nullable Integer maxAttempts(LayeredSettings settings) {
		Optional<Setting> attempts = settings.find(TaskAttribute.MAX_ATTEMPTS);
		return attempts.map((setting) -> number(settings, setting)).orElse(null);
	}

	private static int number(LayeredSettings settings, Setting setting) {
		try {
			int number = Integer.parseInt(setting.text());
			if (number >= 1) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// told below, as a number that is too low
		}
		throw settings.invalid(TaskAttribute.MAX_ATTEMPTS, setting, "it is not a number of at least 1",
				"Use 1 for a single attempt without retry, or more.", null);
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

	private static @Nullable Duration duration(LayeredSettings settings, TaskAttribute attribute) {
		return settings.find(attribute).map((setting) -> settings.duration(attribute, setting)).orElse(null);
	}

}
