package dev.scheduling.store;

import org.jspecify.annotations.Nullable;

/**
 * The pause of a task that has failed too often in a row.
 */
public final class FailurePause {

	private FailurePause() {
	}

	/**
	 * Returns why the task is paused.
	 * @param failures how often it has failed in a row
	 * @param last the error of the last of these runs
	 * @return the reason, for people
	 */
	public static String reason(int failures, @Nullable String last) {
		return "%d %s in a row, the last one: %s".formatted(failures, (failures == 1) ? "failure" : "failures", last);
	}

}
