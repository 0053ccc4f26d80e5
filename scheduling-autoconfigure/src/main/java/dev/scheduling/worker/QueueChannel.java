package dev.scheduling.worker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import dev.scheduling.store.FetchResult;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.FlushAndFetchResult;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobCompletion.Failed;
import dev.scheduling.store.JobCompletion.HandedBack;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.worker.FetchSequence.Attempt;

/**
 * What this worker and one queue have to say to each other: one call at a time, which
 * ends attempts, fetches jobs, or does both. Calls are made by the thread that fetches;
 * all else is safe for use by several threads.
 */
final class QueueChannel {

	private static final FetchResult NOTHING = new FetchResult(List.of(), false, null);

	private final JobLeaseStore store;

	private final String queue;

	private final LongSupplier nanoTime;

	private final CompletionFlusher completions;

	private final FetchSequence fetches;

	private final CallTiming timing;

	private volatile boolean closed;

	QueueChannel(JobLeaseStore store, String queue, String owner, Duration lease, LongSupplier nanoTime) {
		this.store = store;
		this.queue = queue;
		this.nanoTime = nanoTime;
		this.completions = new CompletionFlusher(queue, owner);
		this.fetches = new FetchSequence(queue, owner, lease);
		this.timing = new CallTiming(nanoTime);
	}

	String queue() {
		return this.queue;
	}

	CallTiming timing() {
		return this.timing;
	}

	/**
	 * Ends an attempt with the next call.
	 * @param completion how it ended
	 */
	void end(JobCompletion completion) {
		this.completions.add(completion);
	}

	/**
	 * Fetches nothing more; attempts can still be ended.
	 */
	void close() {
		this.closed = true;
	}

	/**
	 * Makes the next call, if there is anything to say.
	 * @param busy whether nobody waits for the queue's marker, so that it is asked from
	 * time to time
	 * @param lane gives places to the jobs that may come
	 * @param availability learns whether the store has answered
	 * @return what was said, or empty if nothing was, or it was not answered
	 */
	Optional<Exchange> call(boolean busy, Lane lane, StoreAvailability availability) {
		boolean fetching = !this.closed && (this.fetches.isUnanswered() || this.timing.isDue()
				|| lane.hasFree() && this.timing.isPromising(busy));
		if (!fetching && !this.completions.isPending()) {
			return Optional.empty();
		}
		Optional<JobFlush> flush = this.completions.next();
		Optional<Attempt> fetch = fetching ? Optional.of(this.fetches.next(lane::reserve, this.nanoTime.getAsLong()))
				: Optional.empty();
		Optional<FlushAndFetchResult> answer = availability.ask(() -> send(flush, fetch));
		answer.ifPresent((result) -> answered(flush, fetch, result));
		return answer.map((result) -> new Exchange(flush, fetch, result.fetched().jobs()));
	}

	private FlushAndFetchResult send(Optional<JobFlush> flush, Optional<Attempt> fetch) {
		if (flush.isPresent() && fetch.isPresent()) {
			return this.store.completeAndFetch(flush.get(), fetch.get().fetch());
		}
		return flush.map((completions) -> new FlushAndFetchResult(this.store.complete(completions), NOTHING))
			.orElseGet(() -> new FlushAndFetchResult(List.of(), this.store.fetch(fetch.orElseThrow().fetch())));
	}

	private void answered(Optional<JobFlush> flush, Optional<Attempt> fetch, FlushAndFetchResult result) {
		flush.ifPresent((told) -> this.completions.answered(result.completions()));
		fetch.ifPresent((asked) -> {
			this.fetches.answered(asked);
			this.timing.fetched(result.fetched());
		});
		flush.ifPresent((told) -> told.completions().forEach(this::learnDelay));
	}

	private void learnDelay(JobCompletion completion) {
		if (completion instanceof Failed failed) {
			this.timing.dueIn(failed.delay());
		}
		else if (completion instanceof HandedBack back) {
			this.timing.dueIn(back.delay());
		}
	}

	/**
	 * Returns whether the store has still to be told of something.
	 * @return whether a completion waits or is unanswered
	 */
	boolean hasCompletions() {
		return this.completions.isPending();
	}

	/**
	 * Returns whether jobs may be on their way.
	 * @return whether a fetch waits for its answer
	 */
	boolean isFetchUnanswered() {
		return this.fetches.isUnanswered();
	}

	/**
	 * Returns the nonce of the last fetch that was answered.
	 * @return the nonce, empty if there was none
	 */
	String received() {
		return this.fetches.received();
	}

	/**
	 * What was said and answered.
	 *
	 * @param flush the attempts that have ended
	 * @param fetch the fetch
	 * @param jobs what it has brought
	 */
	record Exchange(Optional<JobFlush> flush, Optional<Attempt> fetch, List<FetchedJob> jobs) {

	}

}
