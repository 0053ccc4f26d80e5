package dev.scheduling.autoconfigure;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.annotation.TaskAttribute;
import dev.scheduling.job.Priority;
import org.jspecify.annotations.Nullable;

/**
 * What can be configured for the handler of a job, under its name. Values stay text, so
 * that blank ones and missing units can be told apart; {@link TaskPropertiesBinder}
 * binds, and refuses what it does not know.
 *
 * @param queue Queue of the jobs. Defaults to 'default'.
 * @param priority How the jobs stand among the ready jobs of their queue. Defaults to
 * NORMAL.
 * @param expiresIn In what time a job must start, a duration with a unit; later it is
 * cancelled. No limit by default.
 * @param maxAttempts How many attempts a job has in all. Defaults to 5.
 * @param timeout How long one attempt may take, a duration with a unit. No limit by
 * default.
 * @param retention How long a succeeded job and its result are kept, a duration with a
 * unit. Defaults to what its queue says, which is 1h.
 * @param aliases Former names, whose jobs the handler runs too.
 * @param retryOn Full names of the exceptions after which there is another attempt. All
 * by default.
 * @param noRetryOn Full names of the exceptions after which there is none. None by
 * default.
 */
record JobProperties(@Nullable String queue, @Nullable Priority priority, @Nullable String expiresIn,
		@Nullable String maxAttempts, @Nullable String timeout, @Nullable String retention,
		@Nullable List<String> aliases, @Nullable List<String> retryOn, @Nullable List<String> noRetryOn) {

	/** What is said, as text. */
	Map<TaskAttribute, List<String>> texts() {
		Map<TaskAttribute, List<String>> texts = new EnumMap<>(TaskAttribute.class);
		put(texts, TaskAttribute.QUEUE, this.queue);
		put(texts, TaskAttribute.PRIORITY, (this.priority != null) ? this.priority.name() : null);
		put(texts, TaskAttribute.EXPIRES_IN, this.expiresIn);
		put(texts, TaskAttribute.MAX_ATTEMPTS, this.maxAttempts);
		put(texts, TaskAttribute.TIMEOUT, this.timeout);
		put(texts, TaskAttribute.RETENTION, this.retention);
		put(texts, TaskAttribute.ALIASES, this.aliases);
		put(texts, TaskAttribute.RETRY_ON, this.retryOn);
		put(texts, TaskAttribute.NO_RETRY_ON, this.noRetryOn);
		return texts;
	}

	private static void put(Map<TaskAttribute, List<String>> texts, TaskAttribute attribute, @Nullable String value) {
		put(texts, attribute, (value != null) ? List.of(value) : null);
	}

	private static void put(Map<TaskAttribute, List<String>> texts, TaskAttribute attribute,
			@Nullable List<String> values) {
		if (values != null) {
			texts.put(attribute, values);
		}
	}

}
