package dev.scheduling.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The workers' side of the durable queues: who may run which job until when. Every call
 * is about one queue. Safe for use by several threads; of one owner and queue, fetches
 * must follow each other, and so must completions.
 * <p>
 * Every method throws {@link StoreUnavailableException} when the store is out of reach;
 * whether the operation took effect is then unknown, and it may be repeated as it was.
 */
public interface JobLeaseStore {

	/**
	 * How many jobs one call may name.
	 */
	int MAX_BATCH = 1000;

	/**
	 * How many lines of a job's log are kept.
	 */
	int MAX_LOG_LINES = 1000;

	/**
	 * Returns the clock that decides for all processes, never ahead of the store's.
	 * @return the clock
	 */
	Clock clock();

	/**
	 * Takes jobs to run, after those whose time has come have joined the ready ones.
	 * @param fetch who asks for how many
	 * @return the jobs, and whether and when there is more to fetch
	 */
	FetchResult fetch(JobFetch fetch);

	/**
	 * Ends attempts.
	 * @param flush the attempts
	 * @return what came of each, in the same order
	 */
	List<CompletionResult> complete(JobFlush flush);

	/**
	 * Ends attempts and takes further jobs in one step.
	 * @param flush the attempts; of the queue and owner that fetch
	 * @param fetch who asks for how many
	 * @return what came of both
	 */
	FlushAndFetchResult completeAndFetch(JobFlush flush, JobFetch fetch);

	/**
	 * Extends leases from now on, also those that are out but not yet given away, and
	 * notes that their owner lives.
	 * @param queue the queue
	 * @param owner who holds them
	 * @param lease how long they hold until the next renewal
	 * @param leases at most {@value #MAX_BATCH} leases, or none
	 * @return those that are lost, and those whose job was cancelled
	 */
	RenewalResult renew(String queue, String owner, Duration lease, List<JobLease> leases);

	/**
	 * Takes the jobs from dead workers, and removes what is no longer kept. After a time
	 * in which nobody reaped for two thirds of a lease, the store itself may have been
	 * away: then it waits for a third of a lease before it takes any job.
	 * @param queue the queue
	 * @param rules by which it does
	 * @return what it found
	 */
	ReapResult reap(String queue, ReapRules rules);

	/**
	 * Stores what the code of a job has reported, unless its lease is lost.
	 * @param queue the queue
	 * @param owner who holds the lease
	 * @param report the report
	 * @return {@code false} if the lease is lost, and nothing was stored
	 */
	boolean report(String queue, String owner, JobReport report);

	/**
	 * Notes that a worker lives, and which queues there are.
	 * @param owner the worker
	 * @param fingerprint of what it can run, without {@code |}
	 * @param queues the queues that it consumes
	 * @param lifetime for how long it counts as living
	 */
	void announce(String owner, String fingerprint, Collection<String> queues, Duration lifetime);

	/**
	 * Forgets a worker that stops. Jobs that it was given without learning of it become
	 * ready again; those that it still runs keep their leases.
	 * @param owner the worker
	 * @param received per queue the nonce of the last fetch whose answer it got
	 */
	void leave(String owner, Map<String, String> received);

}
