package dev.scheduling.store;

import dev.scheduling.job.JobId;

/**
 * What came of enqueueing a job.
 */
public sealed interface EnqueueResult {

	/**
	 * The job is stored, now or by an earlier call with the same id and envelope.
	 */
	EnqueueResult ACCEPTED = new Accepted();

	/**
	 * Another job has the id. Nothing was stored.
	 */
	EnqueueResult DUPLICATE = new IdTaken();

	/**
	 * The queue holds as many jobs as it may. Nothing was stored, of no job of the call.
	 */
	EnqueueResult FULL = new QueueFull();

	/**
	 * The job is stored.
	 */
	record Accepted() implements EnqueueResult {
	}

	/**
	 * Another job has the id.
	 */
	record IdTaken() implements EnqueueResult {
	}

	/**
	 * The queue holds as many jobs as it may.
	 */
	record QueueFull() implements EnqueueResult {
	}

	/**
	 * Another job holds the unique key. Nothing was stored.
	 *
	 * @param holder that job
	 */
	record KeyHeld(JobId holder) implements EnqueueResult {
	}

}
