package dev.scheduling.periodic;

/**
 * What came of {@link PeriodicTasks#trigger}.
 */
public sealed interface TriggerResult {

	/**
	 * The run was accepted and starts at once.
	 *
	 * @param fencingToken its fencing token, -1 without a claim and for a durable task,
	 * whose runs get theirs from the worker
	 */
	record Started(long fencingToken) implements TriggerResult {

	}

	/**
	 * The run starts as soon as the one that is alive has ended, as the task's overlap
	 * policy says.
	 */
	record Waiting() implements TriggerResult {

	}

	/**
	 * Nothing runs.
	 *
	 * @param reason why: {@code overlap} while a run of the task is alive,
	 * {@code rejected} when the executor has no place
	 */
	record Refused(String reason) implements TriggerResult {

	}

}
