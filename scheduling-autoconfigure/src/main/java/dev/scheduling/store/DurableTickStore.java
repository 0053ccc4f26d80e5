package dev.scheduling.store;

import java.time.Instant;
import java.util.List;

/**
 * What the nodes of a cluster share about the ticks of durable tasks: marks and counters,
 * kept beside the queue in which the ticks run as jobs. Safe for use by several threads.
 * <p>
 * Every method throws {@link StoreUnavailableException} when the store is out of reach;
 * whether the operation took effect is then unknown, and it may be repeated as it was.
 */
public interface DurableTickStore {

	/**
	 * Makes tasks known, as {@link PeriodicStore#register} does.
	 * @param queue their queue
	 * @param tasks at most {@link PeriodicStore#MAX_BATCH} tasks
	 * @return the mark of each, in the same order
	 */
	List<Instant> register(String queue, List<TaskStamp> tasks);

	/**
	 * Claims ticks and enqueues a job for each that is admitted, in one step, so that no
	 * tick can fall between. A tick is skipped while the job of an earlier one has not
	 * ended; but one that waits since longer than its window gives way and is counted
	 * {@link TickCount#MISSED_WINDOW}.
	 * @param queue their queue
	 * @param ticks at most {@link JobStore#MAX_BATCH} ticks, at most one of a task
	 * @return what came of each, in the same order
	 * @throws StoreFullException if the store has no room; nothing was changed
	 */
	List<ClaimResult> claim(String queue, List<DurableTick> ticks);

	/**
	 * Deletes what is kept of a task; jobs of its ticks stay.
	 * @param queue its queue
	 * @param task the task's name
	 */
	void forget(String queue, String task);

	/**
	 * Returns a task's mark and counters as they stand together. An admitted tick counts
	 * as run.
	 * @param queue its queue
	 * @param task the task's name
	 * @return the reading
	 */
	TickLedger ledger(String queue, String task);

}
