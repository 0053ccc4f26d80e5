package dev.scheduling.periodic;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One run of a periodic task that has ended.
 *
 * @param task the task's name
 * @param scheduledFor the nominal time of its tick, or when it was triggered
 * @param trigger what asked for it
 * @param startedAt when its code began
 * @param endedAt when its code had returned
 * @param node the node that ran it
 * @param fencingToken its fencing token, -1 without a claim
 * @param result how it ended
 * @param error type and message of the failure, {@code null} if there was none
 */
public record TaskRun(String task, Instant scheduledFor, Trigger trigger, Instant startedAt, Instant endedAt,
		String node, long fencingToken, Result result, @Nullable String error) {

	/**
	 * What asked for a run.
	 */
	public enum Trigger {

		/**
		 * A tick of the task's schedule.
		 */
		SCHEDULE,

		/**
		 * {@link PeriodicTasks#trigger}.
		 */
		MANUAL,

		/**
		 * {@link PeriodicTaskOperations#backfill}.
		 */
		BACKFILL

	}

	/**
	 * How a run ended.
	 */
	public enum Result {

		/**
		 * The code returned.
		 */
		SUCCEEDED,

		/**
		 * The code threw.
		 */
		FAILED,

		/**
		 * The code was told to stop before it returned or threw: lost lock, shutdown.
		 */
		CANCELLED

	}

}
