package dev.scheduling.worker;

import java.time.Instant;

import dev.scheduling.execution.ExecutionOutcome;
import dev.scheduling.execution.ExecutionOutcome.Cancelled;
import dev.scheduling.execution.ExecutionOutcome.Failed;
import dev.scheduling.execution.TaskRunFactory;
import dev.scheduling.job.JobContext;
import dev.scheduling.job.JobId;
import dev.scheduling.periodic.TaskRun;
import dev.scheduling.periodic.TickHeaders;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.StoreUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Keeps the runs of durable tasks with those of the other tasks: one record for each
 * attempt whose code has returned. An attempt that died with its process leaves none.
 * Safe for use by several threads.
 */
public final class TickRunHistory {

	private static final Log logger = LogFactory.getLog(TickRunHistory.class);

	private final PeriodicStore store;

	private final TaskRunFactory records;

	/**
	 * Creates the history.
	 * @param node the name of this process
	 * @param store where runs are kept
	 */
	public TickRunHistory(String node, PeriodicStore store) {
		this.store = store;
		this.records = new TaskRunFactory(node);
	}

	/** The job of a run is named by its task first. */
	static String taskOf(JobId job) {
		return job.key().substring(0, Math.max(0, job.key().indexOf('~')));
	}

	Instant now() {
		return this.store.clock().instant();
	}

	/**
	 * Keeps a run. A history that cannot be written costs the run nothing.
	 */
	void add(String task, TickHeaders tick, JobContext job, Instant started, ExecutionOutcome outcome) {
		TaskRun run = this.records.make(task, tick.scheduledFor(), tick.trigger(), job.fencingToken(), started,
				asSeenByTheJob(job, outcome));
		try {
			this.store.record(run);
		}
		catch (StoreUnavailableException ex) {
			logger.warn("A run of task '%s' is missing in its history: %s".formatted(task, ex.getMessage()));
		}
	}

	/** Code that throws because its job was told to stop has not failed. */
	private static ExecutionOutcome asSeenByTheJob(JobContext job, ExecutionOutcome outcome) {
		return (outcome instanceof Failed failed && job.isCancelled())
				? new Cancelled(failed.took(), "its job was stopped") : outcome;
	}

}
