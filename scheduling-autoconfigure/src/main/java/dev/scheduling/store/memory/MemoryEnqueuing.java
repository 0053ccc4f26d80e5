package dev.scheduling.store.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.scheduling.job.JobId;
import dev.scheduling.store.EnqueueResult;
import dev.scheduling.store.EnqueueResult.KeyHeld;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.UniqueRule;
import dev.scheduling.store.memory.MemoryUniqueKeys.Decision;
import org.jspecify.annotations.Nullable;

/**
 * One call that puts jobs into a queue: first all of it is decided, then all of it is
 * carried out or nothing. Guarded by its store.
 */
final class MemoryEnqueuing {

	private final MemoryQueue queue;

	private final MemoryUniqueKeys unique;

	private final Map<String, MemoryJob> stored = new LinkedHashMap<>();

	private final Map<MemoryJob, Instant> due = new LinkedHashMap<>();

	private final Set<MemoryJob> waiting = new HashSet<>();

	private final List<MemoryJob> replaced = new ArrayList<>();

	MemoryEnqueuing(MemoryQueue queue) {
		this.queue = queue;
		this.unique = queue.unique.copy();
	}

	List<EnqueueResult> enqueue(List<NewJob> jobs, int maxDepth) {
		List<EnqueueResult> results = jobs.stream().map(this::decide).toList();
		if (this.queue.depth() + this.stored.size() - this.replaced.size() > maxDepth && !this.stored.isEmpty()) {
			List<EnqueueResult> refused = new ArrayList<>();
			for (int i = 0; i < jobs.size(); i++) {
				refused.add(isOfThisCall(jobs.get(i).id(), results.get(i)) ? EnqueueResult.FULL : results.get(i));
			}
			return refused;
		}
		carryOut();
		return results;
	}

	private boolean isOfThisCall(JobId id, EnqueueResult result) {
		return this.stored.containsKey(id.key())
				|| (result instanceof KeyHeld held && this.stored.containsKey(held.holder().key()));
	}

	private EnqueueResult decide(NewJob job) {
		MemoryJob known = this.queue.jobs.getOrDefault(job.id().key(), this.stored.get(job.id().key()));
		if (known != null) {
			return Arrays.equals(known.envelope, job.envelope()) ? EnqueueResult.ACCEPTED : EnqueueResult.DUPLICATE;
		}
		if (this.queue.isKnown(job.id().key())) { // this very call: its job has run
			return EnqueueResult.ACCEPTED;
		}
		MemoryJob made = new MemoryJob(job);
		Instant due = due(job);
		made.expiresAt = (job.expiresIn() != null) ? due.plus(job.expiresIn()) : null;
		UniqueRule rule = job.rules().unique();
		MemoryJob holder = (rule != null) ? claim(made, rule, due) : null;
		if (holder != null) {
			return new KeyHeld(holder.id);
		}
		this.stored.put(made.key(), made);
		this.due.put(made, due);
		return EnqueueResult.ACCEPTED;
	}

	/** Answers with the holder if the job can neither have its key nor wait for it. */
	private @Nullable MemoryJob claim(MemoryJob job, UniqueRule rule, Instant due) {
		Decision decision = this.unique.decide(rule, this.queue.now());
		if (decision.refusedBy() != null) {
			return decision.refusedBy();
		}
		if (decision.replaced() != null) {
			this.replaced.add(decision.replaced());
		}
		if (decision.waits()) {
			this.waiting.add(job);
			this.unique.waitForEnd(job, rule, due);
		}
		else {
			this.unique.hold(job, rule, this.queue.now());
		}
		return null;
	}

	private Instant due(NewJob job) {
		Instant due = this.queue.now().plus(job.delay());
		return (job.notBefore() != null && job.notBefore().isAfter(due)) ? job.notBefore() : due;
	}

	private void carryOut() {
		Instant before = this.queue.nextDue();
		this.queue.jobs.putAll(this.stored);
		this.queue.unique.become(this.unique);
		MemoryMoves moves = new MemoryMoves(this.queue);
		this.replaced.forEach(moves::withdraw);
		moves.apply();
		boolean ready = false;
		for (MemoryJob job : this.stored.values()) {
			if (!this.replaced.contains(job) && !this.waiting.contains(job)) {
				ready |= this.queue.place(job, this.due.getOrDefault(job, Instant.MIN));
			}
		}
		if (ready || !this.replaced.isEmpty()) {
			this.queue.wake();
		}
		this.queue.marked |= !this.queue.isPaused() && this.queue.nextDue().isBefore(before);
	}

}
