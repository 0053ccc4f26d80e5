package dev.scheduling.store;

import java.time.Duration;
import java.util.List;

/**
 * A worker's call for jobs.
 *
 * @param queue the queue
 * @param owner the worker, a name without {@code |} that no other process has or had
 * @param nonce the id of this call, without blanks; repeated with the same one it gives
 * the same jobs
 * @param received the nonce of the worker's last fetch from this queue whose answer it
 * got, empty if there was none; the jobs of a later one become ready again
 * @param max how many jobs at most, up to {@link JobLeaseStore#MAX_BATCH}; 0 only lets
 * due jobs join the ready ones
 * @param lease how long they are the worker's until it renews
 * @param limits how many jobs the queue lets start; the store keeps those of the last
 * fetch to know when to wake a worker
 * @param parked parked jobs that it can run, which come first
 */
public record JobFetch(String queue, String owner, String nonce, String received, int max, Duration lease,
		QueueLimits limits, List<ParkedGroup> parked) {

	/**
	 * Returns this call, asking for parked jobs too.
	 * @param parked those that the worker can run
	 * @return the call
	 */
	public JobFetch with(List<ParkedGroup> parked) {
		return new JobFetch(this.queue, this.owner, this.nonce, this.received, this.max, this.lease, this.limits,
				parked);
	}

	/**
	 * Creates a call that does not ask for parked jobs.
	 * @param queue the queue
	 * @param owner the worker
	 * @param nonce the id of this call
	 * @param received the nonce of the last fetch whose answer it got
	 * @param max how many jobs at most
	 * @param lease how long they are the worker's
	 * @param limits how many jobs the queue lets start
	 */
	public JobFetch(String queue, String owner, String nonce, String received, int max, Duration lease,
			QueueLimits limits) {
		this(queue, owner, nonce, received, max, lease, limits, List.of());
	}

	/**
	 * Creates a call for jobs of a queue without limits.
	 * @param queue the queue
	 * @param owner the worker
	 * @param nonce the id of this call
	 * @param received the nonce of the last fetch whose answer it got
	 * @param max how many jobs at most
	 * @param lease how long they are the worker's
	 */
	public JobFetch(String queue, String owner, String nonce, String received, int max, Duration lease) {
		this(queue, owner, nonce, received, max, lease, QueueLimits.NONE);
	}

}
