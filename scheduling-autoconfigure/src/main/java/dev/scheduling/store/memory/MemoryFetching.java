package dev.scheduling.store.memory;

import java.util.ArrayList;
import java.util.List;

import dev.scheduling.store.JobFetch;
import dev.scheduling.store.ParkedGroup;
import dev.scheduling.store.memory.MemoryReadyJobs.Choice;

/**
 * One fetch: finds the jobs that it starts. Guarded by its store.
 */
final class MemoryFetching {

	private final MemoryQueue queue;

	private final int most;

	private final List<MemoryJob> found = new ArrayList<>();

	private final List<MemoryJob> held = new ArrayList<>();

	private final List<MemoryJob> expired = new ArrayList<>();

	private final List<ParkedGroup> parked;

	MemoryFetching(MemoryQueue queue, JobFetch fetch) {
		this.queue = queue;
		this.parked = fetch.parked();
		queue.limits.set(fetch.limits());
		this.most = Math.min(fetch.max(), queue.allowance());
	}

	/**
	 * Takes the jobs that can start from their places.
	 * @return the jobs, which are to be started
	 */
	List<MemoryJob> gather() {
		// One whose concurrency key has no slot stays parked.
		this.queue.parked(this.parked)
			.stream()
			.limit(this.most)
			.filter((job) -> this.queue.slots.take(job, this.queue.limits.get().perKey()))
			.forEach(this.found::add);
		while (this.found.size() < this.most) {
			Choice choice = this.queue.ready.poll();
			if (choice == null) {
				break;
			}
			consider(choice);
		}
		this.held.forEach(this.queue.slots::hold);
		this.queue.limits.started(this.found.size(), this.queue.now().toEpochMilli());
		MemoryMoves moves = new MemoryMoves(this.queue);
		this.expired.forEach(moves::cancel);
		this.queue.expired(this.expired);
		moves.apply();
		return this.found;
	}

	private void consider(Choice choice) {
		MemoryJob job = choice.job();
		if (job.isExpired(this.queue.now())) {
			this.expired.add(job);
		}
		else if (this.queue.slots.take(job, this.queue.limits.get().perKey())) {
			this.queue.ready.started(choice);
			this.found.add(job);
		}
		else {
			this.held.add(job);
		}
	}

}
