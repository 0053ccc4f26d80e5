package dev.scheduling.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.scheduling.periodic.TaskRun;

/**
 * What the nodes of a cluster share about the ticks of in-process tasks: marks, live
 * runs, counters and history. Safe for use by several threads.
 * <p>
 * Every method throws {@link StoreUnavailableException} when the store is out of reach;
 * whether the operation took effect is then unknown, and it may be repeated as it was.
 */
public interface PeriodicStore {

	/**
	 * Returns the clock that decides for all nodes: that of the store, estimated without
	 * asking it, and never ahead of it while both clocks run evenly.
	 * @return the clock
	 */
	Clock clock();

	/**
	 * Returns whether the run lock of a task comes and goes with the claim of a run,
	 * unless the run may overlap others. Where it does not, whoever runs the task takes
	 * it from ShedLock.
	 * @return {@code true} if claims take it, renewals keep it, and the end frees it
	 */
	boolean locksRuns();

	/**
	 * Makes tasks known. A task that is new, or whose stamp differs from the stored one,
	 * starts afresh: its mark becomes the store's time, so that no earlier tick is
	 * missed.
	 * @param tasks the tasks
	 * @return the mark of each, in the same order
	 */
	List<Instant> register(List<TaskStamp> tasks);

	/**
	 * How long before its time a tick can be won, so that its run starts on time. Only a
	 * tick whose fate is plain by then: if the task is paused, or a run of it is alive or
	 * waits, the claim is refused as {@link ClaimResult.Early} and is to be made again in
	 * time.
	 */
	Duration CLAIM_AHEAD = Duration.ofMillis(100);

	/**
	 * Claims ticks, each for one node of the cluster, and counts what becomes of them.
	 * @param node the claiming node
	 * @param lease how long a won run may live until it is renewed
	 * @param ticks at most {@value #MAX_BATCH} ticks, at most one of a task
	 * @return what came of each, in the same order
	 */
	List<ClaimResult> claim(String node, Duration lease, List<TickClaim> ticks);

	/**
	 * Claims a run that is no tick: it moves no mark and is not counted.
	 * @param node the claiming node
	 * @param lease how long the run may live until it is renewed
	 * @param claim the claim
	 * @return {@link ClaimResult.Won}, {@link ClaimResult.Buffered},
	 * {@link ClaimResult.Skipped} or {@link ClaimResult.Repeated}
	 */
	ClaimResult trigger(String node, Duration lease, TriggerClaim claim);

	/**
	 * Ends claimed runs. A run that no longer holds its claim was counted as lost, or
	 * ended before, and changes nothing.
	 * @param runs at most {@value #MAX_BATCH} runs
	 * @return what came of it
	 */
	FinishResult finish(List<FinishedRun> runs);

	/**
	 * Extends the lease of live runs from now on.
	 * @param node the node they run on
	 * @param lease how long they may live until the next renewal
	 * @param runs at most {@value #MAX_BATCH} runs
	 * @return those that are lost, and those that should stop
	 */
	RenewedRuns renew(String node, Duration lease, List<RunKey> runs);

	/**
	 * Counts the runs whose lease is out as lost, and notes that a node lives.
	 * @param node the living node
	 * @param lease for how long it counts as living
	 * @return what is alive, and what waits
	 */
	SweepResult sweep(String node, Duration lease);

	/**
	 * Lets runs wait, to be taken one after another when no run of the task is alive.
	 * @param task the task's name
	 * @param nominals their nominal times, at most {@value #MAX_BATCH}; one that waits
	 * already waits once
	 * @param request what the caller names the request by; the same one is heard once a
	 * day
	 */
	void backfill(String task, List<Instant> nominals, String request);

	/**
	 * Claims what waits for the end of a run: of each task that has no run the tick that
	 * waits, else a triggered run, else the oldest one of a backfill.
	 * @param node the claiming node
	 * @param lease how long a run may live until it is renewed
	 * @param call the id of this call; repeated with the same id it gives the same answer
	 * @param tasks the names of tasks that this node can run, at most {@value #MAX_BATCH}
	 * @return the runs that it may start, at most one of a task
	 */
	List<WaitingRun> takeWaiting(String node, Duration lease, String call, List<String> tasks);

	/**
	 * Keeps a run that had no claim here, such as that of a durable task. To repeat it
	 * changes nothing.
	 * @param run the run
	 */
	void record(TaskRun run);

	/**
	 * Counts how often in a row runs of a task have failed that had no claim here. To
	 * repeat it for the same run changes nothing.
	 * @param task the task's name
	 * @param token the run's fencing token
	 * @param failed whether the run failed; otherwise the count begins anew
	 * @return the failures in a row up to now
	 */
	int countFailure(String task, long token, boolean failed);

	/**
	 * Returns the last runs of a task.
	 * @param task the task's name
	 * @param count how many at most
	 * @return the runs, the latest first
	 */
	List<TaskRun> runs(String task, int count);

	/**
	 * Deletes what is kept of a task, but for a run that is alive.
	 * @param task the task's name
	 */
	void forget(String task);

	/**
	 * Returns a task's mark and counters as they stand together.
	 * @param task the task's name
	 * @return the reading
	 */
	TickLedger ledger(String task);

	/**
	 * How many ticks or runs one call may name.
	 */
	int MAX_BATCH = 1000;

}
