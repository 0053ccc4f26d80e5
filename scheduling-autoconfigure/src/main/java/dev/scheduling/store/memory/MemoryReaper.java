package dev.scheduling.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.scheduling.job.JobState;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.ReapResult;
import dev.scheduling.store.ReapRules;
import org.jspecify.annotations.Nullable;

/**
 * Takes jobs of a queue from dead workers. Guarded by its store.
 */
final class MemoryReaper {

	private static final Duration OWNER_MEMORY = Duration.ofMinutes(10);

	private final MemoryQueue queue;

	private final MemoryLeases leases;

	private final RandomGenerator random;

	private @Nullable Instant reapedAt;

	private Instant graceUntil = Instant.MIN;

	private int crashed;

	private int died;

	MemoryReaper(MemoryQueue queue, MemoryLeases leases, RandomGenerator random) {
		this.queue = queue;
		this.leases = leases;
		this.random = random;
	}

	ReapResult reap(ReapRules rules) {
		Instant now = this.queue.now();
		this.crashed = 0;
		this.died = 0;
		if (!graceUntil(now, rules.lease()).isAfter(now)) {
			List<MemoryJob> lost = this.queue.at(JobState.RUNNING)
				.stream()
				.filter((job) -> !job.until().isAfter(now))
				.toList();
			MemoryMoves moves = new MemoryMoves(this.queue);
			lost.forEach((job) -> take(job, rules, moves));
			moves.apply();
		}
		this.queue.crashes += this.crashed;
		this.queue.retention.kept = rules.kept();
		this.queue.promote();
		endParked(rules);
		this.queue.expire();
		this.queue.retention.trim(JobLeaseStore.MAX_BATCH);
		this.queue.wake();
		Duration tenLeases = rules.lease().multipliedBy(10);
		this.leases.forgetUnseenSince(now.minus((tenLeases.compareTo(OWNER_MEMORY) > 0) ? tenLeases : OWNER_MEMORY));
		return new ReapResult(this.crashed, this.died, this.queue.at(JobState.RUNNING).size(), this.queue.nextDueIn(),
				this.queue.parkedGroups());
	}

	private void endParked(ReapRules rules) {
		MemoryMoves moves = new MemoryMoves(this.queue);
		this.queue.at(JobState.PARKED).stream().filter(this.queue::isOver).forEach((job) -> {
			String reason = (job.parking != null) ? job.parking.reason() : "";
			job.error = "No worker could run the job for too long: " + reason;
			moves.finish(job, JobState.DEAD, rules.kept().dead());
		});
		moves.apply();
	}

	private Instant graceUntil(Instant now, Duration lease) {
		if (this.reapedAt == null
				|| Duration.between(this.reapedAt, now).compareTo(lease.multipliedBy(2).dividedBy(3)) >= 0) {
			this.graceUntil = now.plusMillis(lease.toMillis() / 3);
		}
		this.reapedAt = now;
		return this.graceUntil;
	}

	private void take(MemoryJob job, ReapRules rules, MemoryMoves moves) {
		if (job.cancelRequested) {
			moves.cancel(job);
		}
		else if (this.leases.neverArrived(job, rules.lease())) {
			moves.putFirst(job);
		}
		else {
			crash(job, rules, moves);
		}
	}

	private void crash(MemoryJob job, ReapRules rules, MemoryMoves moves) {
		job.crashes++;
		this.crashed++;
		if (job.crashes >= rules.maxCrashes()) {
			this.died++;
			job.error = "The worker was lost while the job ran, %d times".formatted(job.crashes);
			moves.finish(job, JobState.DEAD, rules.kept().dead());
		}
		else if (job.crashes == 1) {
			moves.putFirst(job);
		}
		else {
			long most = rules.crashDelay().toMillis() * job.crashes;
			moves.postpone(job, this.queue.now().plusMillis(this.random.nextLong(Math.max(1, most))));
		}
	}

}
