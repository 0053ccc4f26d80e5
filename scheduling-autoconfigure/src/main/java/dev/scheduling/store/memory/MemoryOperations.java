package dev.scheduling.store.memory;

import dev.scheduling.job.JobState;
import dev.scheduling.job.RetryResult;
import dev.scheduling.store.CancelResult;
import dev.scheduling.store.DeleteResult;

/**
 * What is done to a job of a queue from outside: by who enqueued it, or an operator.
 * Guarded by its store.
 */
final class MemoryOperations {

	private final MemoryQueue queue;

	MemoryOperations(MemoryQueue queue) {
		this.queue = queue;
	}

	CancelResult cancel(String key) {
		MemoryJob job = this.queue.jobs.get(key);
		if (job == null) {
			return this.queue.retention.remembers(key) ? CancelResult.FINISHED : CancelResult.UNKNOWN;
		}
		if (job.state == JobState.RUNNING) {
			job.cancelRequested = true;
			return CancelResult.REQUESTED;
		}
		if (!job.state.isFinished()) {
			withdraw(job);
		}
		return (job.state == JobState.CANCELLED) ? CancelResult.CANCELLED : CancelResult.FINISHED;
	}

	RetryResult retry(String key) {
		MemoryJob job = this.queue.jobs.get(key);
		if (job == null) {
			return RetryResult.UNKNOWN;
		}
		if (job.state != JobState.DEAD && job.state != JobState.CANCELLED && job.state != JobState.PARKED) {
			return RetryResult.NOT_RETRYABLE;
		}
		if (job.state.isFinished()) {
			if (this.queue.unique.otherHolder(job, this.queue.now()) != null) {
				return RetryResult.KEY_HELD;
			}
			this.queue.unique.holdAgain(job);
		}
		job.reset();
		this.queue.putLast(job);
		return RetryResult.RETRIED;
	}

	DeleteResult delete(String key) {
		MemoryJob job = this.queue.jobs.get(key);
		if (job == null) {
			return DeleteResult.UNKNOWN;
		}
		if (job.state == JobState.RUNNING) {
			job.cancelRequested = true;
			job.deleteRequested = true;
			return DeleteResult.REQUESTED;
		}
		if (!job.state.isFinished()) {
			withdraw(job);
		}
		this.queue.retention.remember(job);
		return DeleteResult.DELETED;
	}

	private void withdraw(MemoryJob job) {
		MemoryMoves moves = new MemoryMoves(this.queue);
		moves.withdraw(job);
		moves.apply();
	}

}
