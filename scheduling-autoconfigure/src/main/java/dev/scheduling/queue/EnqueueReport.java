package dev.scheduling.queue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobsNotEnqueuedEvent.NotEnqueued;
import org.jspecify.annotations.Nullable;

/**
 * What became of each job of one enqueue, filled as its batches are sent. Belongs to one
 * thread.
 */
final class EnqueueReport {

	private final Map<JobId, EnqueueOutcome> outcomes = new LinkedHashMap<>();

	private @Nullable RuntimeException failure;

	EnqueueReport(List<PendingJob> jobs) {
		jobs.forEach((job) -> this.outcomes.put(job.id(), EnqueueOutcome.REFUSED));
	}

	void set(PendingJob job, EnqueueOutcome outcome) {
		this.outcomes.put(job.id(), outcome);
	}

	void fail(RuntimeException failure) {
		if (this.failure == null) {
			this.failure = failure;
		}
	}

	/** The first failure, if not all jobs are stored. */
	@Nullable RuntimeException failure() {
		return this.failure;
	}

	List<NotEnqueued> notStored(List<PendingJob> jobs) {
		return jobs.stream()
			.filter((job) -> this.outcomes.get(job.id()) != EnqueueOutcome.STORED)
			.map((job) -> new NotEnqueued(job.id(), job.handler(),
					this.outcomes.get(job.id()) == EnqueueOutcome.UNKNOWN))
			.toList();
	}

	void throwIfFailed() {
		if (this.failure != null) {
			throw new EnqueueFailedException(this.outcomes, this.failure);
		}
	}

}
