package dev.scheduling.store;

import dev.scheduling.periodic.TaskRun;

/**
 * The pause of a task that has failed too often in a row.
 */
public final class FailurePause {

	private FailurePause() {
	}

	/**
	 * Returns why the task is paused.
	 * @param failures how often it has failed in a row
	 * @param last the last of these runs
	 * @return the reason, for people
	 */
	public static String reason(int failures, TaskRun last) {
		return "%d %s in a row, the last one: %s".formatted(failures, (failures == 1) ? "failure" : "failures",
				last.error());
	}

}
