package dev.scheduling.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.scheduling.store.CompletionResult;
import dev.scheduling.store.FetchResult;
import dev.scheduling.store.FlushAndFetchResult;
import dev.scheduling.store.JobFetch;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.JobLease;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobReport;
import dev.scheduling.store.ReapResult;
import dev.scheduling.store.ReapRules;
import dev.scheduling.store.RenewalResult;
import dev.scheduling.store.StoreUnavailableException;

/**
 * A store that can be out of reach, or lose its answers, and remembers what it was asked.
 */
final class FaultyLeaseStore implements JobLeaseStore {

	private final JobLeaseStore store;

	final List<String> calls = Collections.synchronizedList(new ArrayList<>());

	volatile boolean away;

	volatile int answersToLose;

	volatile Runnable beforeAnswer = () -> {
	};

	FaultyLeaseStore(JobLeaseStore store) {
		this.store = store;
	}

	long calls(String name) {
		return List.copyOf(this.calls).stream().filter(name::equals).count();
	}

	private <T> T call(String name, Supplier<T> call) {
		this.calls.add(name);
		if (this.away) {
			throw new StoreUnavailableException("away", new IllegalStateException());
		}
		T answer = call.get();
		this.beforeAnswer.run();
		if (this.answersToLose > 0) {
			this.answersToLose--;
			throw new StoreUnavailableException("answer lost", new IllegalStateException());
		}
		return answer;
	}

	@Override
	public Clock clock() {
		return this.store.clock();
	}

	@Override
	public FetchResult fetch(JobFetch fetch) {
		return call("fetch", () -> this.store.fetch(fetch));
	}

	@Override
	public List<CompletionResult> complete(JobFlush flush) {
		return call("complete", () -> this.store.complete(flush));
	}

	@Override
	public FlushAndFetchResult completeAndFetch(JobFlush flush, JobFetch fetch) {
		return call("completeAndFetch", () -> this.store.completeAndFetch(flush, fetch));
	}

	@Override
	public RenewalResult renew(String queue, String owner, Duration lease, List<JobLease> leases) {
		return call("renew", () -> this.store.renew(queue, owner, lease, leases));
	}

	@Override
	public ReapResult reap(String queue, ReapRules rules) {
		return call("reap", () -> this.store.reap(queue, rules));
	}

	@Override
	public boolean report(String queue, String owner, JobReport report) {
		return call("report", () -> this.store.report(queue, owner, report));
	}

	@Override
	public void announce(String owner, String fingerprint, Collection<String> queues, Duration lifetime) {
		call("announce", () -> {
			this.store.announce(owner, fingerprint, queues, lifetime);
			return true;
		});
	}

	@Override
	public void leave(String owner, Map<String, String> received) {
		call("leave", () -> {
			this.store.leave(owner, received);
			return true;
		});
	}

}
