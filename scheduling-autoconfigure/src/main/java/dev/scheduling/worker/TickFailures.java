package dev.scheduling.worker;

import java.util.Map;

import dev.scheduling.job.JobId;
import dev.scheduling.periodic.TaskPause;
import dev.scheduling.periodic.TickHeaders;
import dev.scheduling.store.FailurePause;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobCompletion.Died;
import dev.scheduling.store.JobCompletion.Succeeded;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.StoreUnavailableException;
import dev.scheduling.store.TaskControlStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Pauses a durable task whose runs fail too often in a row (rule T17). A run has failed
 * once its job is dead by its own failure; an attempt that another one follows, a cancel
 * and the death of a process say nothing of the task. Safe for use by several threads.
 */
public final class TickFailures {

	private static final Log logger = LogFactory.getLog(TickFailures.class);

	private final PeriodicStore store;

	private final TaskControlStore controls;

	/**
	 * Creates the pauses.
	 * @param store counts failures
	 * @param controls where pauses are kept
	 */
	public TickFailures(PeriodicStore store, TaskControlStore controls) {
		this.store = store;
		this.controls = controls;
	}

	/**
	 * Looks at the end of an attempt. A store that does not answer costs the job nothing.
	 */
	void ended(Map<String, String> headers, JobCompletion end) {
		int most = TickHeaders.of(headers).map(TickHeaders::pauseAfterFailures).orElse(0);
		if (most == 0) {
			return;
		}
		JobId id = end.lease().id();
		String task = TickRunHistory.taskOf(id);
		try {
			if (end instanceof Succeeded) {
				this.store.countFailure(task, end.lease().token(), false);
			}
			else if (end instanceof Died died && this.store.countFailure(task, end.lease().token(), true) >= most) {
				pause(task, id.queue(), FailurePause.reason(most, firstLine(died.error())));
				this.store.countFailure(task, end.lease().token(), false);
			}
		}
		catch (StoreUnavailableException ex) {
			logger.warn("The end of a run of task '%s' is not counted for its 'pause-after-failures': %s"
				.formatted(task, ex.getMessage()));
		}
	}

	private void pause(String task, String queue, String reason) {
		this.controls.pause(task, queue, new TaskPause(this.store.clock().instant(), reason));
		logger.error("Task '%s' is paused in the cluster: %s ('pause-after-failures'). ".formatted(task, reason)
				+ "It goes on after PeriodicTaskOperations.resume");
	}

	private static String firstLine(String error) {
		return error.lines().findFirst().orElse("");
	}

}
