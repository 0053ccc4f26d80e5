package dev.scheduling.store;

import java.time.Duration;

import dev.scheduling.job.JobId;

/**
 * A node's claim of one tick of a durable task.
 *
 * @param claim the claim; never a rejected one, as a queue has room
 * @param job the id of the job that the tick becomes
 * @param envelope what a worker needs to run it
 * @param window how long after its nominal time the waiting job gives way to a later tick
 */
public record DurableTick(TickClaim claim, JobId job, byte[] envelope, Duration window) {

}
