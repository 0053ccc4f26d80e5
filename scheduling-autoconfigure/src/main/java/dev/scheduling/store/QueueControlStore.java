package dev.scheduling.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.job.RetryResult;
import org.jspecify.annotations.Nullable;

/**
 * The operators' side of the durable queues, for the whole cluster and over restarts.
 * Every call is about one queue. Safe for use by several threads.
 * <p>
 * Every method throws {@link StoreUnavailableException} when the store is out of reach;
 * whether the operation took effect is then unknown, and it may be repeated.
 */
public interface QueueControlStore {

	/**
	 * How many jobs one call may name or return.
	 */
	int MAX_BATCH = 500;

	/**
	 * How many bytes of an envelope a list gives at least.
	 */
	int LISTED_BYTES = 4096;

	/**
	 * Gives out no further job of a queue. One that is paused already stays so since
	 * then.
	 * @param queue the queue
	 */
	void pause(String queue);

	/**
	 * Ends a pause, and wakes a worker if a job can start.
	 * @param queue the queue
	 */
	void resume(String queue);

	/**
	 * Returns since when a queue is paused.
	 * @param queue the queue
	 * @return the store's time, or empty if it is not
	 */
	Optional<Instant> pausedSince(String queue);

	/**
	 * Returns jobs of one state, in the order that
	 * {@link dev.scheduling.job.QueueOperations#jobs} promises.
	 * @param queue the queue
	 * @param state the state
	 * @param after where the part before ended, {@code null} for the first one
	 * @param max how many at most, up to {@value #MAX_BATCH}
	 * @return the jobs
	 * @throws IllegalArgumentException if {@code after} is none of this list's
	 */
	StoredPage list(String queue, JobState state, @Nullable String after, int max);

	/**
	 * Lets dead, cancelled or parked jobs run again, as if they had never run.
	 * @param queue the queue
	 * @param ids at most {@value #MAX_BATCH} jobs
	 * @return what came of each, in the same order
	 */
	List<RetryResult> retry(String queue, List<JobId> ids);

	/**
	 * Cancels jobs, as {@link JobStore#cancel} does one.
	 * @param queue the queue
	 * @param ids at most {@value #MAX_BATCH} jobs
	 * @return what came of each, in the same order
	 */
	List<CancelResult> cancel(String queue, List<JobId> ids);

	/**
	 * Removes jobs and all that is kept of them; those that run once they have ended.
	 * @param queue the queue
	 * @param ids at most {@value #MAX_BATCH} jobs
	 * @return what came of each, in the same order
	 */
	List<DeleteResult> delete(String queue, List<JobId> ids);

	/**
	 * Counts the running jobs of a queue by their workers.
	 * @param queue the queue
	 * @return the numbers by the workers' names
	 */
	Map<String, Integer> running(String queue);

}
