package dev.scheduling.annotation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.scheduling.periodic.LockLostPolicy;
import dev.scheduling.periodic.MisfirePolicy;
import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.SkipPredicate;
import dev.scheduling.periodic.StoreFailurePolicy;
import dev.scheduling.periodic.TaskRules;
import dev.scheduling.periodic.TaskScope;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules by which a task's ticks become runs, and refuses those that cannot hold
 * for it.
 */
final class TaskRulesResolver {

	/** What has no meaning without fixed times (rule T4). */
	private static final List<TaskAttribute> ONLY_GRID = List.of(TaskAttribute.MISFIRE, TaskAttribute.CATCH_UP_WINDOW,
			TaskAttribute.CATCH_UP_LIMIT, TaskAttribute.OFFSET);

	/** The constant of an annotation's policy that says nothing. */
	private static final String UNSET = MisfirePolicy.DEFAULT.name();

	private final SettingBeans beans;

	TaskRulesResolver(SettingBeans beans) {
		this.beans = beans;
	}

	TaskRules resolve(LayeredSettings settings) {
		TaskRules known = TaskRules.DEFAULTS;
		return known.with((rules) -> rules.scope(settings.policy(TaskAttribute.SCOPE, TaskScope.DEFAULT))
			.overlap(settings.policy(TaskAttribute.OVERLAP, OverlapPolicy.DEFAULT))
			.misfire(settings.policy(TaskAttribute.MISFIRE, MisfirePolicy.DEFAULT))
			.catchUpWindow(positive(settings, TaskAttribute.CATCH_UP_WINDOW))
			.catchUpLimit(number(settings, TaskAttribute.CATCH_UP_LIMIT, 1, known.catchUpLimit()))
			.jitter(jitter(settings))
			.timeout(positive(settings, TaskAttribute.TIMEOUT))
			.onLockLost(settings.policy(TaskAttribute.ON_LOCK_LOST, LockLostPolicy.DEFAULT))
			.onStoreFailure(settings.policy(TaskAttribute.ON_STORE_FAILURE, StoreFailurePolicy.DEFAULT))
			.pauseAfterFailures(number(settings, TaskAttribute.PAUSE_AFTER_FAILURES, 0, known.pauseAfterFailures()))
			.skipIf(skipIf(settings)));
	}

	private static @Nullable Duration positive(LayeredSettings settings, TaskAttribute attribute) {
		Optional<Setting> setting = settings.find(attribute);
		if (setting.isEmpty()) {
			return null;
		}
		Duration duration = settings.duration(attribute, setting.get());
		if (duration.isZero() || duration.isNegative()) {
			throw settings.invalid(attribute, setting.get(), "it is not above zero",
					"Use a duration above zero, or leave it out.", null);
		}
		return duration;
	}

	private static Duration jitter(LayeredSettings settings) {
		Optional<Setting> setting = settings.find(TaskAttribute.JITTER);
		if (setting.isEmpty()) {
			return Duration.ZERO;
		}
		Duration jitter = settings.duration(TaskAttribute.JITTER, setting.get());
		if (jitter.isNegative()) {
			throw settings.invalid(TaskAttribute.JITTER, setting.get(), "it is negative",
					"Use a duration above zero; 0s turns it off.", null);
		}
		return jitter;
	}

	private static int number(LayeredSettings settings, TaskAttribute attribute, int least, int unset) {
		Optional<Setting> setting = settings.find(attribute);
		return setting.isPresent() ? settings.number(attribute, setting.get(), least) : unset;
	}

	private @Nullable SkipPredicate skipIf(LayeredSettings settings) {
		return settings.find(TaskAttribute.SKIP_IF)
			.map((setting) -> this.beans.find(settings, TaskAttribute.SKIP_IF, setting, SkipPredicate.class))
			.orElse(null);
	}

	/**
	 * Refuses rules that cannot hold together with the schedule. Defaults may be meant
	 * for other tasks.
	 */
	void check(LayeredSettings settings, @Nullable Schedule schedule) {
		if (schedule == null || schedule.isGrid()) {
			return;
		}
		LayeredSettings own = settings.own();
		String reason = "the task runs with a fixed delay, so that no time is fixed that could be missed or wait";
		for (TaskAttribute attribute : ONLY_GRID) {
			own.find(attribute).filter((setting) -> !setting.text().equals(UNSET)).ifPresent((setting) -> {
				throw settings.invalid(attribute, setting, reason,
						"Remove '%s', or use an interval.".formatted(attribute.key()), null);
			});
		}
		OverlapPolicy overlap = own.policy(TaskAttribute.OVERLAP, OverlapPolicy.DEFAULT);
		if (overlap != OverlapPolicy.DEFAULT && overlap != OverlapPolicy.SKIP) {
			throw settings.invalid(TaskAttribute.OVERLAP, own.find(TaskAttribute.OVERLAP).orElseThrow(), reason,
					"Remove 'overlap', or use an interval.", null);
		}
	}

	/**
	 * Refuses what no worker can do for a durable task. Defaults may be meant for others.
	 */
	void checkDurable(LayeredSettings settings, boolean ownCode) {
		LayeredSettings own = settings.own();
		if (own.policy(TaskAttribute.ON_STORE_FAILURE, StoreFailurePolicy.DEFAULT) == StoreFailurePolicy.RUN) {
			throw refused(settings, TaskAttribute.ON_STORE_FAILURE,
					"the task is durable, and without the store there is no queue");
		}
		if (own.policy(TaskAttribute.ON_LOCK_LOST, LockLostPolicy.DEFAULT) == LockLostPolicy.CONTINUE) {
			throw refused(settings, TaskAttribute.ON_LOCK_LOST,
					"the task is durable, and a job that goes on elsewhere must stop here");
		}
		if (!ownCode && own.find(TaskAttribute.SKIP_IF).isPresent()) {
			throw refused(settings, TaskAttribute.SKIP_IF, "the task runs a job, whose handler decides");
		}
	}

	private static InvalidTaskSettingException refused(LayeredSettings settings, TaskAttribute attribute,
			String reason) {
		return settings.invalid(attribute, settings.find(attribute).orElseThrow(), reason,
				"Remove '%s', or use 'execution: in-process'.".formatted(attribute.key()), null);
	}

}
