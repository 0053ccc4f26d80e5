package dev.scheduling.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.scheduling.job.JobState;
import dev.scheduling.store.CompletionResult;
import dev.scheduling.store.FetchResult;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.JobFetch;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.JobLease;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobReport;
import dev.scheduling.store.RenewalResult;
import org.jspecify.annotations.Nullable;

/**
 * Which worker may run which job of a queue. Guarded by its store.
 */
final class MemoryLeases {

	private final MemoryQueue queue;

	private final MemoryCompletions completions;

	private final Map<String, LastFetch> fetches = new HashMap<>();

	private final Map<String, LastFlush> flushes = new HashMap<>();

	private final Map<String, Instant> seen = new HashMap<>();

	private long token;

	MemoryLeases(MemoryQueue queue) {
		this.queue = queue;
		this.completions = new MemoryCompletions(queue);
	}

	FetchResult fetch(JobFetch fetch) {
		LastFetch last = this.fetches.get(fetch.owner());
		if (last == null || !last.nonce().equals(fetch.nonce())) {
			takeBack(fetch.owner(), fetch.received());
			this.queue.promote();
			last = new LastFetch(fetch.nonce(), start(fetch));
			this.fetches.put(fetch.owner(), last);
			this.seen.put(fetch.owner(), this.queue.now());
			this.queue.marked = this.queue.canStart();
		}
		List<FetchedJob> jobs = held(fetch.owner(), last.leases()).stream().map(MemoryJob::fetched).toList();
		boolean full = last.leases().size() == fetch.max() && !this.queue.isPaused();
		boolean parkedLeft = full && !this.queue.parked(fetch.parked()).isEmpty();
		return new FetchResult(jobs, parkedLeft || this.queue.canStart(), this.queue.nextIn());
	}

	private List<JobLease> start(JobFetch fetch) {
		List<MemoryJob> jobs = new MemoryFetching(this.queue, fetch).gather();
		long last = Math.max(this.token + jobs.size(), this.queue.now().toEpochMilli());
		List<JobLease> leases = new ArrayList<>();
		for (MemoryJob job : jobs) {
			this.token = last - jobs.size() + leases.size() + 1;
			job.start(fetch.owner(), this.token, this.queue.now(), fetch.lease());
			leases.add(new JobLease(job.id, this.token));
		}
		return leases;
	}

	private void takeBack(String owner, String received) {
		LastFetch last = this.fetches.get(owner);
		if (last == null || last.nonce().equals(received)) {
			return;
		}
		MemoryMoves moves = new MemoryMoves(this.queue);
		for (MemoryJob job : held(owner, last.leases())) {
			if (job.cancelRequested) {
				moves.cancel(job);
			}
			else {
				moves.putFirst(job);
			}
		}
		moves.apply();
	}

	List<CompletionResult> complete(JobFlush flush) {
		if (flush.completions().isEmpty()) {
			return List.of();
		}
		LastFlush last = this.flushes.get(flush.owner());
		if (last == null || !last.call().equals(flush.call())) {
			last = new LastFlush(flush.call(),
					this.completions.apply(flush.completions(), (lease) -> held(flush.owner(), lease)));
			this.flushes.put(flush.owner(), last);
		}
		return last.answer();
	}

	RenewalResult renew(String owner, Duration lease, List<JobLease> leases) {
		this.seen.put(owner, this.queue.now());
		Set<JobLease> lost = new HashSet<>();
		Set<JobLease> cancelled = new HashSet<>();
		for (JobLease named : leases) {
			MemoryJob job = held(owner, named);
			if (job == null) {
				lost.add(named);
				continue;
			}
			job.until = this.queue.now().plus(lease);
			if (job.cancelRequested) {
				cancelled.add(named);
			}
		}
		return new RenewalResult(lost, cancelled);
	}

	boolean report(String owner, JobReport report) {
		MemoryJob job = held(owner, report.lease());
		if (job == null) {
			return false;
		}
		if (job.reportedToken == job.token && job.reportedNumber >= report.number()) {
			return true;
		}
		job.reportedToken = job.token;
		job.reportedNumber = report.number();
		job.progress = (report.progress() != null) ? report.progress() : job.progress;
		job.log.addAll(report.lines());
		while (job.log.size() > JobLeaseStore.MAX_LOG_LINES) {
			job.log.removeFirst();
		}
		return true;
	}

	/**
	 * Returns whether a worker was given a job by an answer that it never got: it lived
	 * on and never renewed it.
	 * @param job the job
	 * @param lease how long a lease holds
	 * @return whether it never learned of the job
	 */
	boolean neverArrived(MemoryJob job, Duration lease) {
		LastFetch last = this.fetches.get(job.owner);
		Instant seen = this.seen.get(job.owner);
		return last != null && last.leases().contains(new JobLease(job.id, job.token)) && seen != null
				&& job.startedAt != null && !job.until().isAfter(job.startedAt.plus(lease))
				&& !seen.isBefore(job.startedAt.plus(lease.dividedBy(2)));
	}

	void leave(String owner, String received) {
		takeBack(owner, received);
		forget(owner);
		this.queue.wake();
	}

	void forgetUnseenSince(Instant time) {
		List<String> gone = this.seen.keySet().stream().filter((owner) -> !at(owner).isAfter(time)).toList();
		gone.forEach(this::forget);
	}

	private Instant at(String owner) {
		return this.seen.getOrDefault(owner, Instant.MIN);
	}

	private void forget(String owner) {
		this.fetches.remove(owner);
		this.flushes.remove(owner);
		this.seen.remove(owner);
	}

	private List<MemoryJob> held(String owner, List<JobLease> leases) {
		List<MemoryJob> jobs = new ArrayList<>();
		for (JobLease lease : leases) {
			MemoryJob job = held(owner, lease);
			if (job != null) {
				jobs.add(job);
			}
		}
		return jobs;
	}

	private @Nullable MemoryJob held(String owner, JobLease lease) {
		MemoryJob job = this.queue.jobs.get(lease.id().key());
		return (job != null && job.isHeldBy(owner, lease.token())) ? job : null;
	}

	private record LastFetch(String nonce, List<JobLease> leases) {

	}

	private record LastFlush(String call, List<CompletionResult> answer) {

	}

}
