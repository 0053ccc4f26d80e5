package dev.scheduling.store;

import dev.scheduling.job.Priority;
import org.jspecify.annotations.Nullable;

/**
 * What a store has to know of a job beside when it may start.
 *
 * @param priority how it stands among the jobs that can start
 * @param unique its unique key, {@code null} for none
 * @param concurrencyKey of the jobs of one key only so many run at once, {@code null} for
 * none
 */
public record JobRules(Priority priority, @Nullable UniqueRule unique, @Nullable String concurrencyKey) {

	/**
	 * Those of a job that says nothing.
	 */
	public static final JobRules NONE = new JobRules(Priority.NORMAL, null, null);

	/**
	 * Returns rules that say nothing but a priority.
	 * @param priority the priority
	 * @return the rules
	 */
	public static JobRules of(Priority priority) {
		return (priority == Priority.NORMAL) ? NONE : new JobRules(priority, null, null);
	}

}
