package dev.scheduling.store;

import java.time.Instant;

import dev.scheduling.job.JobId;

/**
 * What came of a claim.
 */
public sealed interface ClaimResult {

	/**
	 * The task's mark is known, and planning goes on from there.
	 */
	sealed interface Marked extends ClaimResult {

		/**
		 * Returns the task's mark.
		 * @return the last claimed time
		 */
		Instant mark();

	}

	/**
	 * The tick is this node's to run.
	 *
	 * @param mark the tick's nominal time, now the task's mark
	 * @param token the run's fencing token
	 * @param leaseUntil until when, by the store's clock, the run holds its claim
	 */
	record Won(Instant mark, long token, Instant leaseUntil) implements Marked {

	}

	/**
	 * The tick is in its queue, as a job.
	 *
	 * @param mark the tick's nominal time, now the task's mark
	 * @param job the job's id
	 */
	record Enqueued(Instant mark, JobId job) implements Marked {

	}

	/**
	 * The tick waits for the end of the run that is alive.
	 *
	 * @param mark the tick's nominal time, now the task's mark
	 */
	record Buffered(Instant mark) implements Marked {

	}

	/**
	 * The tick is taken and does not run.
	 *
	 * @param mark the tick's nominal time, now the task's mark
	 * @param reason under which it was counted
	 */
	record Skipped(Instant mark, TickCount reason) implements Marked {

	}

	/**
	 * The task's mark is not the expected one: another node was first.
	 *
	 * @param mark the task's mark
	 */
	record Moved(Instant mark) implements Marked {

	}

	/**
	 * The task's mark lay further in the future than any tick can, left by a clock that
	 * has been corrected since, and was set to the store's time.
	 *
	 * @param mark the task's mark
	 */
	record PulledBack(Instant mark) implements Marked {

	}

	/**
	 * The store knew nothing of the task, so that its mark is now the store's time.
	 *
	 * @param mark the task's mark
	 */
	record Seeded(Instant mark) implements Marked {

	}

	/**
	 * A run is alive whose end decides. Nothing was changed.
	 */
	record Busy() implements ClaimResult {

	}

	/**
	 * The same request was made before. Nothing was changed.
	 *
	 * @param nominal when
	 * @param token the fencing token of the run that it started, -1 if that waited
	 */
	record Repeated(Instant nominal, long token) implements ClaimResult {

	}

	/**
	 * The tick lies in the future of the store's clock, too far or with something in its
	 * way that may be gone by then. Nothing was changed.
	 */
	record Early() implements ClaimResult {

	}

	/**
	 * Another schedule is in force for the task. Nothing was changed.
	 *
	 * @param stamp that of the schedule in force
	 */
	record Changed(String stamp) implements ClaimResult {

	}

}
