package dev.scheduling.worker;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import dev.scheduling.execution.RunControl;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobLease;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job in the hands of this worker, from its fetch until the store knows how the
 * attempt ended. Safe for use by several threads.
 */
final class JobRun {

	private static final Logger logger = LoggerFactory.getLogger(JobRun.class);

	private final FetchedJob job;

	private final AttemptRunner attempts;

	private final RunControl control = new RunControl();

	private final ReportBuffer reports;

	private final AtomicReference<@Nullable StopReason> stopReason = new AtomicReference<>();

	private final AtomicReference<@Nullable JobCompletion> completion = new AtomicReference<>();

	private final AtomicBoolean taken = new AtomicBoolean();

	JobRun(FetchedJob job, AttemptRunner attempts) {
		this.job = job;
		this.attempts = attempts;
		this.reports = new ReportBuffer(job.lease());
	}

	/**
	 * Runs the attempt to its end on the current thread.
	 */
	void execute() {
		end(this.attempts.run(this));
	}

	/**
	 * Asks the code to stop and interrupts it. The first reason counts.
	 * @param reason why
	 * @return {@code false} if it had ended or been asked before
	 */
	boolean stop(StopReason reason) {
		if (hasEnded() || !this.stopReason.compareAndSet(null, reason)) {
			return false;
		}
		this.control.cancel(reason.toString());
		return true;
	}

	/**
	 * It has taken too long. Its place and lease stay taken until its code has returned.
	 */
	void timeOut() {
		if (stop(StopReason.TIMED_OUT)) {
			logger.warn("Job '{}' has taken longer than its timeout and is interrupted", lease().id());
		}
	}

	void reportStuck() {
		logger.warn("Job '{}' still runs after it was interrupted; it keeps its thread until its code returns",
				lease().id());
	}

	/**
	 * Decides how the attempt ends. The first decision counts: a run that was given up
	 * can no longer end otherwise.
	 * @param completion how it ends
	 */
	void end(JobCompletion completion) {
		this.completion.compareAndSet(null, completion);
	}

	/**
	 * Hands out how the attempt has ended, once.
	 * @return the end, or empty if there is none yet, or somebody has it
	 */
	Optional<JobCompletion> takeCompletion() {
		JobCompletion end = this.completion.get();
		return (end != null && this.taken.compareAndSet(false, true)) ? Optional.of(end) : Optional.empty();
	}

	boolean hasEnded() {
		return this.completion.get() != null;
	}

	Optional<StopReason> stopReason() {
		return Optional.ofNullable(this.stopReason.get());
	}

	FetchedJob job() {
		return this.job;
	}

	JobLease lease() {
		return this.job.lease();
	}

	/** The queue, or the partition of it, whose channel it came by. */
	String partition() {
		return lease().id().partition();
	}

	/** Cheaper than the one of the object, which each run would have to be given. */
	@Override
	public int hashCode() {
		return lease().hashCode();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	RunControl control() {
		return this.control;
	}

	ReportBuffer reports() {
		return this.reports;
	}

}
