package dev.scheduling.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.scheduling.job.JobState;

/**
 * Jobs that leave their places together: what they held goes to others once all of them
 * have left. Guarded by its store.
 */
final class MemoryMoves {

	private final MemoryQueue queue;

	private final List<MemoryJob> heads = new ArrayList<>();

	private final List<MemoryJob> ended = new ArrayList<>();

	private final List<MemoryJob> freed = new ArrayList<>();

	MemoryMoves(MemoryQueue queue) {
		this.queue = queue;
	}

	void finish(MemoryJob job, JobState state, Duration retention) {
		job.finish(state, this.queue.now(), retention);
		this.ended.add(job);
		this.freed.add(job);
	}

	/** Ends a job that was to be cancelled, or cancelled and deleted. */
	void cancel(MemoryJob job) {
		finish(job, JobState.CANCELLED, MemoryRetention.CANCELLED);
		if (job.deleteRequested) {
			this.queue.retention.remember(job);
		}
	}

	/** Ends a job that waits, wherever that is. */
	void withdraw(MemoryJob job) {
		this.queue.removeWaiting(job);
		cancel(job);
	}

	void park(MemoryJob job, Instant until) {
		job.move(JobState.PARKED, until);
		this.freed.add(job);
	}

	void postpone(MemoryJob job, Instant due) {
		job.move(JobState.SCHEDULED, due);
		this.freed.add(job);
	}

	/** It keeps the slot of its concurrency key. */
	void putFirst(MemoryJob job) {
		job.move(JobState.QUEUED, null);
		this.heads.add(job);
	}

	void apply() {
		this.queue.putFirst(this.heads);
		this.queue.left(this.ended, this.freed);
	}

}
