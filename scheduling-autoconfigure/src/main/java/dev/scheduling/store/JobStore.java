package dev.scheduling.store;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.scheduling.job.JobId;
import dev.scheduling.job.QueueCounts;

/**
 * The producers' and viewers' side of the durable queues. Safe for use by several
 * threads. What it knows of a payload is its bytes.
 * <p>
 * Every method throws {@link StoreUnavailableException} when the store is out of reach;
 * whether the operation took effect is then unknown, and it may be repeated as it was.
 */
public interface JobStore {

	/**
	 * How many jobs one call may enqueue.
	 */
	int MAX_BATCH = 500;

	/**
	 * How many bytes the envelopes of one call may have.
	 */
	int MAX_BATCH_BYTES = 4 * 1024 * 1024;

	/**
	 * Returns the clock that decides for all processes, never ahead of the store's.
	 * @return the clock
	 */
	Clock clock();

	/**
	 * A depth that no queue reaches.
	 */
	int UNLIMITED = Integer.MAX_VALUE;

	/**
	 * Stores jobs, as {@link #enqueue(String, List, int)} does, in a queue of any depth.
	 * @param queue their queue
	 * @param jobs the jobs, within {@link #MAX_BATCH} and {@link #MAX_BATCH_BYTES}
	 * @return what came of each, in the same order
	 * @throws StoreFullException if the store has no room; nothing was stored
	 */
	default List<EnqueueResult> enqueue(String queue, List<NewJob> jobs) {
		return enqueue(queue, jobs, UNLIMITED);
	}

	/**
	 * Stores jobs: all of them that no id, and no unique key, stands against, or none.
	 * @param queue their queue
	 * @param jobs the jobs, within {@link #MAX_BATCH} and {@link #MAX_BATCH_BYTES}
	 * @param maxDepth how many jobs may wait in the queue, for whatever they wait
	 * @return what came of each, in the same order
	 * @throws StoreFullException if the store has no room; nothing was stored
	 */
	List<EnqueueResult> enqueue(String queue, List<NewJob> jobs, int maxDepth);

	/**
	 * Returns a job as it stands.
	 * @param id its id
	 * @return the job, or empty if there is none, or nothing of it is kept
	 */
	Optional<StoredJob> find(JobId id);

	/**
	 * Returns the result of a succeeded job.
	 * @param id its id
	 * @return the bytes, or empty if there are none
	 */
	Optional<byte[]> result(JobId id);

	/**
	 * Returns the last lines of a job's log.
	 * @param id its id
	 * @return the lines in their order, at most {@link JobLeaseStore#MAX_LOG_LINES}
	 */
	List<String> log(JobId id);

	/**
	 * Cancels a job.
	 * @param id its id
	 * @return what came of it
	 */
	CancelResult cancel(JobId id);

	/**
	 * Counts the jobs of a queue.
	 * @param queue the queue
	 * @return the counts
	 */
	QueueCounts counts(String queue);

	/**
	 * Returns the queues that were ever used.
	 * @return their names
	 */
	Set<String> queues();

	/**
	 * Returns the workers that live.
	 * @return the workers
	 */
	List<LiveWorker> workers();

	/**
	 * Returns the workers that live and consume a queue.
	 * @param queue the queue
	 * @return their names
	 */
	default Set<String> workers(String queue) {
		return workers().stream()
			.filter((worker) -> worker.queues().contains(queue))
			.map(LiveWorker::name)
			.collect(Collectors.toUnmodifiableSet());
	}

}
