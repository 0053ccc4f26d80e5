package dev.scheduling.autoconfigure;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.annotation.TaskAttribute;
import dev.scheduling.job.Priority;
import dev.scheduling.periodic.DstGapPolicy;
import dev.scheduling.periodic.DstOverlapPolicy;
import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.LockLostPolicy;
import dev.scheduling.periodic.MisfirePolicy;
import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.StoreFailurePolicy;
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
 * @param fixedDelay Time from the end of a run, on whichever node, to the start of the
 * next one, a duration with a unit. "off" turns the task off.
 * @param schedule Name of a Schedule bean that says when the task fires.
 * @param zone Time zone of the cron expressions. Defaults to 'scheduling.zone'.
 * @param dstGap What happens to a fixed time that does not exist because the clock is set
 * forward. Defaults to run-after.
 * @param dstOverlap What happens to a fixed time that comes twice because the clock is
 * set back. Defaults to run-first.
 * @param notBefore From when on the task fires: a date, a local date and time, or an
 * instant.
 * @param notAfter Until when the task fires: a date, a local date and time, or an
 * instant.
 * @param exclusions Dates or cron expressions at which the task does not fire.
 * @param execution Where the work runs. Defaults to in-process.
 * @param scope Whether one node of the cluster runs a tick, or each. Defaults to cluster.
 * @param overlap What happens to a tick while the last run is still alive. Defaults to
 * skip.
 * @param misfire What happens to ticks that no node was there to run. Defaults to
 * fire-once.
 * @param catchUpWindow How late a missed tick may still run, a duration with a unit.
 * Defaults to the time to the next tick, at most 24h.
 * @param catchUpLimit How many missed ticks run at most where all of them run. Defaults
 * to 100.
 * @param jitter By how much a tick may be put off, a duration with a unit. Defaults to
 * not at all.
 * @param timeout How long a run may take, a duration with a unit. Defaults to as long as
 * it likes.
 * @param onLockLost What happens to a run that loses its run lock. Defaults to interrupt.
 * @param onStoreFailure What happens to ticks while the store is out of reach. Defaults
 * to skip.
 * @param pauseAfterFailures After how many failed runs in a row the task is paused.
 * Defaults to 0, never.
 * @param skipIf Name of a SkipPredicate bean that may leave a run out.
 * @param job Name of the handler whose job each tick is, for a task without code of its
 * own. Only under a task's name.
 * @param queue Queue of a durable task's jobs. Defaults to 'default'.
 * @param priority How the ticks of a durable task stand among the ready jobs of their
 * queue. Defaults to NORMAL.
 * @param maxAttempts How many attempts a tick of a durable task has in all. Defaults to
 * 5.
 * @param retention How long a succeeded tick of a durable task and its result are kept, a
 * duration with a unit. Defaults to 1h.
 * @param aliases Former names of a durable task, whose jobs it runs too. Only under a
 * task's name.
 */
@ConfigurationProperties("scheduling.defaults")
record TaskProperties(@Nullable Boolean enabled, @Delimiter(Delimiter.NONE) @Nullable List<String> cron,
		@Nullable String interval, @Nullable String offset, @Nullable String fixedDelay, @Nullable String schedule,
		@Nullable String zone, @Nullable DstGapPolicy dstGap, @Nullable DstOverlapPolicy dstOverlap,
		@Nullable String notBefore, @Nullable String notAfter,
		@Delimiter(Delimiter.NONE) @Nullable List<String> exclusions, @Nullable Execution execution,
		@Nullable TaskScope scope, @Nullable OverlapPolicy overlap, @Nullable MisfirePolicy misfire,
		@Nullable String catchUpWindow, @Nullable String catchUpLimit, @Nullable String jitter,
		@Nullable String timeout, @Nullable LockLostPolicy onLockLost, @Nullable StoreFailurePolicy onStoreFailure,
		@Nullable String pauseAfterFailures, @Nullable String skipIf, @Nullable String job, @Nullable String queue,
		@Nullable Priority priority, @Nullable String maxAttempts, @Nullable String retention,
		@Nullable List<String> aliases) {

	static final TaskProperties NONE = new TaskProperties(null, null, null, null, null, null, null, null, null, null,
			null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
			null, null);

	/** What is said, as text. */
	Map<TaskAttribute, List<String>> texts() {
		Map<TaskAttribute, List<String>> texts = new EnumMap<>(TaskAttribute.class);
		put(texts, TaskAttribute.ENABLED, this.enabled);
		putAll(texts, TaskAttribute.CRON, this.cron);
		put(texts, TaskAttribute.INTERVAL, this.interval);
		put(texts, TaskAttribute.OFFSET, this.offset);
		put(texts, TaskAttribute.FIXED_DELAY, this.fixedDelay);
		put(texts, TaskAttribute.SCHEDULE, this.schedule);
		put(texts, TaskAttribute.ZONE, this.zone);
		put(texts, TaskAttribute.DST_GAP, this.dstGap);
		put(texts, TaskAttribute.DST_OVERLAP, this.dstOverlap);
		put(texts, TaskAttribute.NOT_BEFORE, this.notBefore);
		put(texts, TaskAttribute.NOT_AFTER, this.notAfter);
		putAll(texts, TaskAttribute.EXCLUSIONS, this.exclusions);
		put(texts, TaskAttribute.EXECUTION, this.execution);
		put(texts, TaskAttribute.SCOPE, this.scope);
		put(texts, TaskAttribute.OVERLAP, this.overlap);
		put(texts, TaskAttribute.MISFIRE, this.misfire);
		put(texts, TaskAttribute.CATCH_UP_WINDOW, this.catchUpWindow);
		put(texts, TaskAttribute.CATCH_UP_LIMIT, this.catchUpLimit);
		put(texts, TaskAttribute.JITTER, this.jitter);
		put(texts, TaskAttribute.TIMEOUT, this.timeout);
		put(texts, TaskAttribute.ON_LOCK_LOST, this.onLockLost);
		put(texts, TaskAttribute.ON_STORE_FAILURE, this.onStoreFailure);
		put(texts, TaskAttribute.PAUSE_AFTER_FAILURES, this.pauseAfterFailures);
		put(texts, TaskAttribute.SKIP_IF, this.skipIf);
		put(texts, TaskAttribute.JOB, this.job);
		put(texts, TaskAttribute.QUEUE, this.queue);
		put(texts, TaskAttribute.PRIORITY, this.priority);
		put(texts, TaskAttribute.MAX_ATTEMPTS, this.maxAttempts);
		put(texts, TaskAttribute.RETENTION, this.retention);
		putAll(texts, TaskAttribute.ALIASES, this.aliases);
		return texts;
	}

	private static void putAll(Map<TaskAttribute, List<String>> texts, TaskAttribute attribute,
			@Nullable List<String> values) {
		if (values != null) {
			texts.put(attribute, values);
		}
	}

	private static void put(Map<TaskAttribute, List<String>> texts, TaskAttribute attribute, @Nullable Object value) {
		if (value != null) {
			texts.put(attribute, List.of((value instanceof Enum<?> constant) ? constant.name() : value.toString()));
		}
	}

}
