package dev.scheduling.queue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.scheduling.job.DuplicateJobException;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobsNotEnqueuedEvent.NotEnqueued;
import dev.scheduling.job.QueueFullException;
import org.jspecify.annotations.Nullable;

/**
 * What became of each job of one enqueue, filled as its batches are sent. Belongs to one
 * thread.
 */
final class EnqueueReport {

	private final Map<JobId, EnqueueOutcome> outcomes = new LinkedHashMap<>();

	private final Map<JobId, JobId> duplicates = new LinkedHashMap<>();

	private final List<JobId> surplus = new ArrayList<>();

	private @Nullable RuntimeException failure;

	EnqueueReport(List<PendingJob> jobs) {
		jobs.forEach((job) -> this.outcomes.put(job.id(), EnqueueOutcome.REFUSED));
	}

	void set(PendingJob job, EnqueueOutcome outcome) {
		this.outcomes.put(job.id(), outcome);
	}

	/** Another job holds its unique key. */
	void duplicate(PendingJob job, JobId holder) {
		this.duplicates.put(job.id(), holder);
	}

	/** Its queue has no room. */
	void full(PendingJob job) {
		this.surplus.add(job.id());
	}

	void fail(RuntimeException failure) {
		if (this.failure == null) {
			this.failure = failure;
		}
	}

	/** The first failure of the store, after which nothing more was sent. */
	@Nullable RuntimeException failure() {
		return this.failure;
	}

	/** Why not all jobs are stored; empty if they are. */
	Optional<RuntimeException> problem() {
		if (this.failure != null) {
			return Optional.of(new EnqueueFailedException(this.outcomes, this.failure));
		}
		if (!this.surplus.isEmpty()) {
			return Optional.of(new QueueFullException(this.surplus.get(0).queue(), this.surplus.size(), stored()));
		}
		return this.duplicates.isEmpty() ? Optional.empty()
				: Optional.of(new DuplicateJobException(this.duplicates, stored()));
	}

	private List<JobId> stored() {
		return this.outcomes.keySet().stream().filter((id) -> this.outcomes.get(id) == EnqueueOutcome.STORED).toList();
	}

	List<NotEnqueued> notStored(List<PendingJob> jobs) {
		return jobs.stream()
			.filter((job) -> this.outcomes.get(job.id()) != EnqueueOutcome.STORED)
			.map((job) -> new NotEnqueued(job.id(), job.handler(),
					this.outcomes.get(job.id()) == EnqueueOutcome.UNKNOWN))
			.toList();
	}

	void throwIfFailed() {
		problem().ifPresent((problem) -> {
			throw problem;
		});
	}

}
