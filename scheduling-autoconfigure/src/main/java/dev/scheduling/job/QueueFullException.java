package dev.scheduling.job;

import java.util.List;

/**
 * As many jobs wait in a queue as it may hold. Of the refused ones nothing is stored.
 */
public final class QueueFullException extends RuntimeException {

	private final String queue;

	private final transient List<JobId> enqueued;

	/**
	 * Creates the exception.
	 * @param queue the queue
	 * @param refused how many jobs were refused
	 * @param enqueued the jobs of the call that are stored, in the order of the call
	 */
	public QueueFullException(String queue, int refused, List<JobId> enqueued) {
		super("The queue '%s' is full: %d of %d jobs were refused. Try again later, or raise 'scheduling.queues.%s.max-depth'"
			.formatted(queue, refused, refused + enqueued.size(), queue));
		this.queue = queue;
		this.enqueued = List.copyOf(enqueued);
	}

	/**
	 * Returns the queue.
	 * @return its name
	 */
	public String queue() {
		return this.queue;
	}

	/**
	 * Returns the jobs of the same call that are stored.
	 * @return their ids, in the order of the call
	 */
	public List<JobId> enqueued() {
		return this.enqueued;
	}

}
