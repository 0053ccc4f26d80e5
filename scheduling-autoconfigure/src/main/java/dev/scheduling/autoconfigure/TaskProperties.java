package dev.scheduling.autoconfigure;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.annotation.TaskAttribute;
import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.MisfirePolicy;
import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.TaskScope;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.Delimiter;

/**
 * What can be configured for a task, under its name or in {@code scheduling.defaults}.
 * The annotation here serves the metadata; {@link TaskPropertiesBinder} binds, and
 * refuses what it does not know. Durations and the zone stay text, so that the words for
 * "off", blank values and missing units can be told apart.
 *
 * @param enabled Whether the task fires.
 * @param cron Cron expressions: five fields (crontab), six (seconds first) or a macro
 * such as @daily. "-" turns the task off. Commas belong to the expression; write several
 * expressions as a list.
 * @param interval Distance of two ticks on a fixed grid, a duration with a unit such as
 * 5m. "off" turns the task off.
 * @param offset Shift of the interval's grid, a duration with a unit.
 * @param zone Time zone of the cron expressions. Defaults to 'scheduling.zone'.
 * @param execution Where the work runs. Defaults to in-process.
 * @param scope Whether one node of the cluster runs a tick, or each. Defaults to cluster.
 * @param overlap What happens to a tick while the last run is still alive. Defaults to
 * skip.
 * @param misfire What happens to ticks that no node was there to run. Defaults to
 * fire-once.
 * @param job Name of the handler whose job each tick is, for a task without code of its
 * own. Only under a task's name.
 * @param queue Queue of a durable task's jobs. Defaults to 'default'.
 * @param maxAttempts How many attempts a tick of a durable task has in all. Defaults to
 * 5.
 * @param retention How long a succeeded tick of a durable task and its result are kept, a
 * duration with a unit. Defaults to 1h.
 */
@ConfigurationProperties("scheduling.defaults")
record TaskProperties(@Nullable Boolean enabled, @Delimiter(Delimiter.NONE) @Nullable List<String> cron,
		@Nullable String interval, @Nullable String offset, @Nullable String zone, @Nullable Execution execution,
		@Nullable TaskScope scope, @Nullable OverlapPolicy overlap, @Nullable MisfirePolicy misfire,
		@Nullable String job, @Nullable String queue, @Nullable String maxAttempts, @Nullable String retention) {

	static final TaskProperties NONE = new TaskProperties(null, null, null, null, null, null, null, null, null, null,
			null, null, null);

	/** What is said, as text. */
	Map<TaskAttribute, List<String>> texts() {
		Map<TaskAttribute, List<String>> texts = new EnumMap<>(TaskAttribute.class);
		put(texts, TaskAttribute.ENABLED, this.enabled);
		if (this.cron != null) {
			texts.put(TaskAttribute.CRON, this.cron);
		}
		put(texts, TaskAttribute.INTERVAL, this.interval);
		put(texts, TaskAttribute.OFFSET, this.offset);
		put(texts, TaskAttribute.ZONE, this.zone);
		put(texts, TaskAttribute.EXECUTION, this.execution);
		put(texts, TaskAttribute.SCOPE, this.scope);
		put(texts, TaskAttribute.OVERLAP, this.overlap);
		put(texts, TaskAttribute.MISFIRE, this.misfire);
		put(texts, TaskAttribute.JOB, this.job);
		put(texts, TaskAttribute.QUEUE, this.queue);
		put(texts, TaskAttribute.MAX_ATTEMPTS, this.maxAttempts);
		put(texts, TaskAttribute.RETENTION, this.retention);
		return texts;
	}

	private static void put(Map<TaskAttribute, List<String>> texts, TaskAttribute attribute, @Nullable Object value) {
		if (value != null) {
			texts.put(attribute, List.of((value instanceof Enum<?> constant) ? constant.name() : value.toString()));
		}
	}

}
