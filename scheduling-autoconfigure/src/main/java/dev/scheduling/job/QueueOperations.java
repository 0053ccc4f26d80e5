package dev.scheduling.job;

import java.util.List;

/**
 * What operators see of the queues and do with them. Everything holds for the whole
 * cluster and over restarts. Safe for use by several threads.
 * <p>
 * Operations on many jobs work in steps of at most {@value JobPageRequest#MAX_SIZE}; each
 * step is atomic, all of them together are not. Jobs that reach the state meanwhile may
 * be left out. One that broke off can be called again. Every method throws
 * {@link dev.scheduling.store.StoreUnavailableException} when the store is out of reach.
 */
public interface QueueOperations {

	/**
	 * Returns the queues that were ever used, ordered by name.
	 * @return the queues
	 */
	List<QueueStatus> queues();

	/**
	 * Counts the jobs of a queue.
	 * @param queue its name
	 * @return the counts, all zero for one that was never used
	 */
	QueueCounts counts(String queue);

	/**
	 * Lets no further job of a queue start, until {@link #resume}. Jobs that a worker has
	 * when this returns go on; jobs can be enqueued all the same.
	 * @param queue its name
	 */
	void pause(String queue);

	/**
	 * Ends a pause.
	 * @param queue its name
	 */
	void resume(String queue);

	/**
	 * Returns jobs of one state, as they stand. Their order is that of the state: queued
	 * ones as they will start, scheduled ones as they are due, running ones by their ids
	 * (as they were enqueued), parked and finished ones from the one that is kept longest
	 * (as a rule the latest) on. What is behind a page does not depend on what becomes of
	 * the jobs on it; queued jobs begin anew once the last one of a page has started.
	 * @param queue the queue
	 * @param state the state
	 * @param page which part
	 * @return the jobs
	 * @throws IllegalArgumentException if the page follows no page of this list
	 */
	JobPage jobs(String queue, JobState state, JobPageRequest page);

	/**
	 * Lets a dead, cancelled or parked job run again: at once, as if it had never run.
	 * Attempts and crashes count from zero; its log stays. It takes its unique key again,
	 * or is refused if another job holds that.
	 * @param id the job's id
	 * @return what came of it
	 */
	RetryResult retry(JobId id);

	/**
	 * Removes a job with all that is kept of it. One that waits never starts; one that
	 * runs is cancelled and removed when it has ended.
	 * @param id the job's id
	 * @return {@code false} if there is no such job
	 */
	boolean delete(JobId id);

	/**
	 * Retries jobs as {@link #retry(JobId)} does one.
	 * @param queue the queue
	 * @param state their state: dead, cancelled or parked
	 * @param filter which of them
	 * @return how many run again
	 */
	long retryAll(String queue, JobState state, JobFilter filter);

	/**
	 * Deletes jobs as {@link #delete(JobId)} does one.
	 * @param queue the queue
	 * @param state their state
	 * @param filter which of them
	 * @return how many are deleted, or will be when they have ended
	 */
	long deleteAll(String queue, JobState state, JobFilter filter);

	/**
	 * Cancels jobs as {@link JobQueue#cancel(JobId)} does one.
	 * @param queue the queue
	 * @param state their state: any in which a job has not ended
	 * @param filter which of them
	 * @return how many are cancelled, or were told to stop
	 */
	long cancelAll(String queue, JobState state, JobFilter filter);

	/**
	 * Returns the workers that live, ordered by name.
	 * @return the workers
	 */
	List<WorkerStatus> workers();

}
