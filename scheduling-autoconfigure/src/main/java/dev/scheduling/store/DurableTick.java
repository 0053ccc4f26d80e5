package dev.scheduling.store;

import java.time.Duration;

import dev.scheduling.job.JobId;
import dev.scheduling.job.Priority;

/**
 * A node's claim of one tick of a durable task.
 *
 * @param claim the claim; never a rejected one, as a queue has room
 * @param job the id of the job that the tick becomes
 * @param envelope what a worker needs to run it
 * @param window how long after its nominal time the waiting job gives way to a later tick
 * @param priority the priority of the job
 */
public record DurableTick(TickClaim claim, JobId job, byte[] envelope, Duration window, Priority priority) {

	/**
	 * Creates a claim whose job has the usual priority.
	 * @param claim the claim
	 * @param job the id of the job
	 * @param envelope what a worker needs to run it
	 * @param window how long the waiting job does not give way to a later tick
	 */
	public DurableTick(TickClaim claim, JobId job, byte[] envelope, Duration window) {
		this(claim, job, envelope, window, Priority.NORMAL);
	}

}
