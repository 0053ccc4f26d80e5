package dev.scheduling.queue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.scheduling.job.JobId;
import dev.scheduling.store.CancelResult;
import dev.scheduling.store.EnqueueResult;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.LiveWorker;
import dev.scheduling.store.NewJob;
import dev.scheduling.job.QueueCounts;
import dev.scheduling.store.StoreUnavailableException;
import dev.scheduling.store.StoredJob;
import dev.scheduling.store.memory.InMemoryJobStore;

/**
 * A store whose calls can be made to fail, before or after they took effect.
 */
final class FaultyJobStore implements JobStore {

	final List<List<NewJob>> calls = new ArrayList<>();

	int askedForWorkers;

	RuntimeException workersFailure;

	private final InMemoryJobStore store;

	private Fault fault = (call) -> {
	};

	private Fault lostAnswer = (call) -> {
	};

	FaultyJobStore(InMemoryJobStore store) {
		this.store = store;
	}

	void failCalls(int from, int to) {
		this.fault = between(from, to);
	}

	void loseAnswers(int from, int to) {
		this.lostAnswer = between(from, to);
	}

	void fail(Throwable failure) {
		this.fault = (call) -> sneakyThrow(failure);
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneakyThrow(Throwable failure) throws T {
		throw (T) failure;
	}

	private static Fault between(int from, int to) {
		return (call) -> {
			if (call >= from && call <= to) {
				throw new StoreUnavailableException("no answer", new IllegalStateException());
			}
		};
	}

	@Override
	public List<EnqueueResult> enqueue(String queue, List<NewJob> jobs, int maxDepth) {
		this.calls.add(jobs);
		this.fault.at(this.calls.size());
		List<EnqueueResult> results = this.store.enqueue(queue, jobs, maxDepth);
		this.lostAnswer.at(this.calls.size());
		return results;
	}

	@Override
	public Clock clock() {
		return this.store.clock();
	}

	@Override
	public Optional<StoredJob> find(JobId id) {
		return this.store.find(id);
	}

	@Override
	public Optional<byte[]> result(JobId id) {
		return this.store.result(id);
	}

	@Override
	public List<String> log(JobId id) {
		return this.store.log(id);
	}

	@Override
	public CancelResult cancel(JobId id) {
		return this.store.cancel(id);
	}

	@Override
	public QueueCounts counts(String queue) {
		return this.store.counts(queue);
	}

	@Override
	public Set<String> queues() {
		return this.store.queues();
	}

	@Override
	public List<LiveWorker> workers() {
		return this.store.workers();
	}

	@Override
	public Set<String> workers(String queue) {
		this.askedForWorkers++;
		if (this.workersFailure != null) {
			throw this.workersFailure;
		}
		return this.store.workers(queue);
	}

	private interface Fault {

		void at(int call);

	}

}
