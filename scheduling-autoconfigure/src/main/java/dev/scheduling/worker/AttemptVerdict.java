package dev.scheduling.worker;

import java.time.Duration;
import java.util.function.Function;

import dev.scheduling.execution.ExecutionOutcome;
import dev.scheduling.execution.ExecutionOutcome.Failed;
import dev.scheduling.execution.ExecutionOutcome.Succeeded;
import dev.scheduling.job.RetryAfterException;
import dev.scheduling.queue.UnreadableEnvelopeException;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobCompletion.Died;
import dev.scheduling.store.JobCompletion.HandedBack;
import dev.scheduling.store.QueueRetention;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what becomes of a job after an attempt: done, repeated, dead, or handed back
 * because the attempt does not count. Safe for use by several threads.
 */
final class AttemptVerdict {

	private static final Logger logger = LoggerFactory.getLogger(AttemptVerdict.class);

	private final RetryDelay retryDelay;

	private final UnfitJobs unfitJobs;

	private final Function<String, QueueRetention> kept;

	AttemptVerdict(RetryDelay retryDelay, UnfitJobs unfitJobs, Function<String, QueueRetention> kept) {
		this.retryDelay = retryDelay;
		this.unfitJobs = unfitJobs;
		this.kept = kept;
	}

	JobCompletion on(JobRun run, JobPlan plan, ExecutionOutcome outcome) {
		if (run.stopReason().filter(StopReason.TIMED_OUT::equals).isPresent()) {
			return failed(run, plan, new AttemptTimedOutException(plan.timeout().orElseThrow()));
		}
		if (outcome instanceof Succeeded succeeded) {
			logger.debug("Job '{}' ({}) has succeeded after {}", run.lease().id(), plan.handler().name(),
					succeeded.took());
			return new JobCompletion.Succeeded(run.lease(), (byte[]) succeeded.result(),
					plan.retention(kept(run).succeeded()));
		}
		if (outcome instanceof Failed failed) {
			return failed(run, plan, failed.cause());
		}
		// Whatever asked it to stop, it was not the job's own failure.
		return new HandedBack(run.lease(), Duration.ZERO);
	}

	JobCompletion unreadable(JobRun run, UnreadableEnvelopeException cause) {
		if (cause.reason() == UnreadableEnvelopeException.Reason.NEWER_PROTOCOL) {
			return this.unfitJobs.parkNewer(run, cause, kept(run));
		}
		return died(run, "?", cause);
	}

	JobCompletion unfit(JobRun run, UnfitJobException cause) {
		return this.unfitJobs.park(run, cause.name(), cause, kept(run));
	}

	private JobCompletion failed(JobRun run, JobPlan plan, Throwable cause) {
		int failures = run.job().failures() + 1;
		if (cause instanceof JobPostponedException postponed) {
			return postponed(run, plan, postponed);
		}
		if (cause instanceof UnfitJobException unfit) {
			return unfit(run, unfit);
		}
		if (failures >= plan.maxAttempts() || !isWorthAnother(plan, cause)) {
			return died(run, plan.handler().name(), cause);
		}
		Duration delay = this.retryDelay.after(cause, failures);
		logger.warn("Job '{}' ({}): attempt {} of {} has failed, the next one follows in {} ms: {}", run.lease().id(),
				plan.handler().name(), failures, plan.maxAttempts(), delay.toMillis(), FailureText.firstLine(cause));
		return new JobCompletion.Failed(run.lease(), FailureText.of(cause), delay);
	}

	private static JobCompletion postponed(JobRun run, JobPlan plan, JobPostponedException cause) {
		if (cause.getCause() != null) {
			logger.warn("Job '{}' ({}) waits for {} ms: {}: {}", run.lease().id(), plan.handler().name(),
					cause.delay().toMillis(), cause.getMessage(), FailureText.firstLine(cause.getCause()));
		}
		else {
			logger.debug("Job '{}' ({}) waits: {}", run.lease().id(), plan.handler().name(), cause.getMessage());
		}
		return new HandedBack(run.lease(), cause.delay());
	}

	private static boolean isWorthAnother(JobPlan plan, Throwable cause) {
		if (cause instanceof AttemptTimedOutException || cause instanceof RetryAfterException) {
			return true;
		}
		return !(cause instanceof ResultNotKeptException) && plan.handler().retries().allows(cause);
	}

	private JobCompletion died(JobRun run, String name, Throwable cause) {
		Duration retention = kept(run).dead();
		logger.error("Job '{}' ({}) is dead after attempt {} and is kept for {} h", run.lease().id(), name,
				run.job().failures() + 1, retention.toHours(), cause);
		return new Died(run.lease(), FailureText.of(cause), retention);
	}

	private QueueRetention kept(JobRun run) {
		return this.kept.apply(run.lease().id().queue());
	}

}
