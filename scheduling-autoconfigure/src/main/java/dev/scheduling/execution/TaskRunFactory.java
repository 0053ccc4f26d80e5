package dev.scheduling.execution;

import java.time.Instant;

import dev.scheduling.execution.ExecutionOutcome.Cancelled;
import dev.scheduling.execution.ExecutionOutcome.Failed;
import dev.scheduling.periodic.TaskRun;
import dev.scheduling.periodic.TaskRun.Result;
import dev.scheduling.periodic.TaskRun.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record of a run of a periodic task, the same in every lane. Safe for use by
 * several threads.
 */
public final class TaskRunFactory {

	private final String node;

	/**
	 * Creates a factory.
	 * @param node the name of this process
	 */
	public TaskRunFactory(String node) {
		this.node = node;
	}

	/**
	 * Makes a record.
	 * @param task the task's name
	 * @param scheduledFor the nominal time of its tick, or when it was triggered
	 * @param trigger what asked for the run
	 * @param token its fencing token
	 * @param started when its code began
	 * @param outcome how it ended
	 * @return the record
	 */
	public TaskRun make(String task, Instant scheduledFor, Trigger trigger, long token, Instant started,
			ExecutionOutcome outcome) {
		return new TaskRun(task, scheduledFor, trigger, started, started.plus(outcome.took()), this.node, token,
				result(outcome), error(outcome));
	}

	private static Result result(ExecutionOutcome outcome) {
		if (outcome instanceof Failed) {
			return Result.FAILED;
		}
		return (outcome instanceof Cancelled) ? Result.CANCELLED : Result.SUCCEEDED;
	}

	private static @Nullable String error(ExecutionOutcome outcome) {
		if (outcome instanceof Failed failed) {
			return failed.cause().toString();
		}
		return (outcome instanceof Cancelled cancelled) ? cancelled.reason() : null;
	}

}
