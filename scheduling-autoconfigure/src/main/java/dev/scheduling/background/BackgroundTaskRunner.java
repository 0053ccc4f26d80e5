package dev.scheduling.background;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs accepted tasks one after another on one thread of the executor. A task that fails
 * is logged, and stops the ones behind it only under {@code stop-on-error}.
 */
final class BackgroundTaskRunner {

	private static final Logger logger = LoggerFactory.getLogger(BackgroundTaskRunner.class);

	private final LongRunWarning longRuns;

	private final boolean stopOnError;

	BackgroundTaskRunner(LongRunWarning longRuns, boolean stopOnError) {
		this.longRuns = longRuns;
		this.stopOnError = stopOnError;
	}

	/**
	 * Hands the tasks to their executor and returns. Never throws: the caller's response
	 * is sent, or its transaction committed.
	 * @param tasks the tasks in order, possibly none
	 */
	void handOver(List<BackgroundTask> tasks) {
		if (tasks.isEmpty()) {
			return;
		}
		try {
			tasks.get(0).place().run(() -> runInOrder(tasks));
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			tasks.forEach(BackgroundTask::drop);
			if (!ThreadShortage.report(ex, () -> "background tasks %s, which are dropped".formatted(names(tasks)))) {
				logger.warn("Dropped {}: the application had stopped before their request or transaction ended",
						names(tasks));
			}
		}
	}

	private void runInOrder(List<BackgroundTask> tasks) {
		for (int i = 0; i < tasks.size(); i++) {
			BackgroundTask task = tasks.get(i);
			if (task.place().isRevoked()) {
				return;
			}
			boolean succeeded = run(task);
			if (!succeeded && this.stopOnError) {
				skip(task, tasks.subList(i + 1, tasks.size()));
				return;
			}
		}
	}

	private boolean run(BackgroundTask task) {
		try (LongRunWarning.Watch watch = this.longRuns.watch(LongRun.BACKGROUND_TASK, task.name())) {
			task.work().run();
			return true;
		}
		catch (Throwable ex) {
			logger.error("Background task '{}' failed and is not repeated", task.name(), ex);
			return false;
		}
		finally {
			// An interrupt flag that the task left behind belongs to it, not to the next.
			Thread.interrupted();
			task.place().release();
		}
	}

	private void skip(BackgroundTask failed, List<BackgroundTask> behind) {
		behind.forEach(BackgroundTask::drop);
		if (!behind.isEmpty()) {
			logger.warn("Dropped {} behind the failed '{}', as 'scheduling.background.stop-on-error' says",
					names(behind), failed.name());
		}
	}

	private static List<String> names(List<BackgroundTask> tasks) {
		return tasks.stream().map(BackgroundTask::name).toList();
	}

}
