package dev.scheduling.periodic;

import org.jspecify.annotations.Nullable;

/**
 * The code of a periodic task.
 */
@FunctionalInterface
public interface TaskBody {

	/**
	 * Runs once. A returned {@link java.util.concurrent.CompletionStage} is awaited.
	 * @param context the run
	 * @return the run's result, or {@code null}
	 * @throws Throwable if the run failed
	 */
	@Nullable Object run(TaskContext context) throws Throwable;

}
