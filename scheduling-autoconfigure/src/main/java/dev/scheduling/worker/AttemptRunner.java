package dev.scheduling.worker;

import dev.scheduling.execution.ExecutionOutcome;
import dev.scheduling.execution.RunTimeouts;
import dev.scheduling.execution.TaskRunner;
import dev.scheduling.queue.PayloadCodec;
import dev.scheduling.queue.UnreadableEnvelopeException;
import dev.scheduling.store.JobCompletion;

/**
 * Runs one attempt of a job, from its bytes to the way it ends. Safe for use by several
 * threads.
 */
final class AttemptRunner {

	private final JobPlanner planner;

	private final PayloadCodec payloads;

	private final TaskRunner runner;

	private final RunTimeouts<JobRun> timeouts;

	private final JobReports reports;

	private final AttemptVerdict verdict;

	private final TickFailures tickFailures;

	AttemptRunner(JobPlanner planner, PayloadCodec payloads, TaskRunner runner, RunTimeouts<JobRun> timeouts,
			JobReports reports, AttemptVerdict verdict, TickFailures tickFailures) {
		this.planner = planner;
		this.payloads = payloads;
		this.runner = runner;
		this.timeouts = timeouts;
		this.reports = reports;
		this.verdict = verdict;
		this.tickFailures = tickFailures;
	}

	/**
	 * Runs an attempt on the current thread. Never throws.
	 * @param run the job
	 * @return how it ends
	 */
	JobCompletion run(JobRun run) {
		try {
			JobPlan plan = this.planner.plan(run.job().envelope());
			JobCompletion end = this.verdict.on(run, plan, call(run, plan));
			if (run.stopReason().filter(StopReason.CANCELLED::equals).isEmpty()) {
				this.tickFailures.ended(plan.envelope().headers(), end);
			}
			return end;
		}
		catch (UnreadableEnvelopeException ex) {
			return this.verdict.unreadable(run, ex);
		}
		catch (UnfitJobException ex) {
			return this.verdict.unfit(run, ex);
		}
	}

	private ExecutionOutcome call(JobRun run, JobPlan plan) {
		AttemptContext context = new AttemptContext(run, plan.envelope());
		plan.timeout().ifPresent((timeout) -> this.timeouts.add(run, timeout));
		try {
			return this.runner.run(run.control(), plan.code(this.payloads, context));
		}
		finally {
			this.timeouts.remove(run);
			this.reports.send(run);
		}
	}

}
