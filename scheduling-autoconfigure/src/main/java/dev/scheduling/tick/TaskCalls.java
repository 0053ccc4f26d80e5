package dev.scheduling.tick;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import dev.scheduling.background.LongRun;
import dev.scheduling.background.LongRunWarning;
import dev.scheduling.background.LongRunWarning.Watch;
import dev.scheduling.execution.ExecutionOutcome;
import dev.scheduling.execution.ExecutionOutcome.Failed;
import dev.scheduling.execution.ExecutionOutcome.Succeeded;
import dev.scheduling.execution.Loop;
import dev.scheduling.execution.RunTimeouts;
import dev.scheduling.execution.TaskRunner;
import dev.scheduling.periodic.SkipPredicate;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Calls the code of tasks, each in its limits: the predicate that may leave a run out,
 * the timeout, the warning of long runs. Safe for use by several threads.
 */
final class TaskCalls {

	private final TaskRunner runner;

	private final LongRunWarning longRuns;

	private final RunTimeouts<LiveRun> timeouts;

	private final Loop loop;

	TaskCalls(LongSupplier nanoTime, LongRunWarning longRuns, ThreadFactory threads) {
		this.runner = new TaskRunner(nanoTime);
		this.longRuns = longRuns;
		this.timeouts = new RunTimeouts<>(nanoTime, LiveRun::timeOut, LiveRun::reportStuck);
		this.loop = new Loop("timeouts", threads, this.timeouts::pass);
		this.timeouts.onAdded(this.loop::wake);
	}

	void start() {
		this.loop.start();
	}

	void stop() {
		this.loop.stop();
	}

	/**
	 * Calls the code of a run.
	 * @param run the run
	 * @return how it ended, or empty if it was left out
	 */
	Optional<ExecutionOutcome> call(LiveRun run) {
		SkipPredicate skipIf = run.claimed().task().rules().skipIf();
		Duration timeout = run.claimed().task().rules().timeout();
		if (timeout != null) {
			this.timeouts.add(run, timeout);
		}
		try (Watch watch = this.longRuns.watch(LongRun.PERIODIC_TASK, run.task())) {
			if (skipIf != null) {
				ExecutionOutcome verdict = this.runner.run(run.control(), () -> skipIf.test(run));
				if (!(verdict instanceof Succeeded succeeded)) {
					return Optional.of(judge(run, verdict));
				}
				if (Boolean.TRUE.equals(succeeded.result())) {
					return Optional.empty();
				}
			}
			return Optional.of(judge(run, this.runner.run(run.control(), () -> run.claimed().task().body().run(run))));
		}
		finally {
			this.timeouts.remove(run);
		}
	}

	/** A run that was too slow has failed, whatever its code makes of it. */
	private static ExecutionOutcome judge(LiveRun run, ExecutionOutcome outcome) {
		if (!run.isTimedOut()) {
			return outcome;
		}
		Duration timeout = Objects.requireNonNull(run.claimed().task().rules().timeout());
		return new Failed(outcome.took(), new TimeoutException("The run took longer than its timeout of "
				+ DurationFormatterUtils.print(timeout, DurationFormat.Style.COMPOSITE)));
	}

}
