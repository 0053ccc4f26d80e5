package dev.scheduling.worker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import dev.scheduling.store.FetchResult;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.FlushAndFetchResult;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobCompletion.Failed;
import dev.scheduling.store.JobCompletion.HandedBack;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.ParkedGroup;
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

	private final QueuePlaces places;

	private final CallTiming timing;

	private int openings;

	private final Predicate<ParkedGroup> canTry;

	private volatile List<ParkedGroup> parked = List.of();

	private volatile boolean closed;

	/**
	 * Creates the channel.
	 * @param store the store
	 * @param owner this worker
	 * @param fetches its fetches from the queue, or a partition of one
	 * @param places where its jobs run
	 * @param nanoTime a clock in nanoseconds that never goes back
	 * @param canTry which parked jobs this worker should try
	 */
	QueueChannel(JobLeaseStore store, String owner, FetchSequence fetches, QueuePlaces places, LongSupplier nanoTime,
			Predicate<ParkedGroup> canTry) {
		this.store = store;
		this.queue = fetches.queue();
		this.nanoTime = nanoTime;
		this.completions = new CompletionFlusher(this.queue, owner);
		this.fetches = fetches;
		this.places = places;
		this.timing = new CallTiming(nanoTime);
		this.canTry = canTry;
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
	 * Learns which jobs are parked, and asks for those that this worker can run.
	 * @param groups all that are parked
	 */
	void parked(List<ParkedGroup> groups) {
		this.parked = groups.stream().filter(this.canTry).toList();
		if (!this.parked.isEmpty()) {
			this.timing.dueIn(Duration.ZERO);
		}
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
	 * @param availability learns whether the store has answered
	 * @return what was said, or empty if nothing was, or it was not answered
	 */
	Optional<Exchange> call(boolean busy, StoreAvailability availability) {
		visitIfOpened();
		boolean fetching = !this.closed && (this.fetches.isUnanswered() || this.timing.isDue()
				|| this.places.hasFree() && this.timing.isPromising(busy));
		if (!fetching && !this.completions.isPending()) {
			return Optional.empty();
		}
		Optional<JobFlush> flush = this.completions.next();
		Optional<Attempt> fetch = fetching
				? Optional.of(this.fetches.next(this.places::reserve, this.parked, this.nanoTime.getAsLong()))
				: Optional.empty();
		Optional<FlushAndFetchResult> answer = availability.ask(() -> send(flush, fetch));
		answer.ifPresent((result) -> answered(flush, fetch, result));
		return answer.map((result) -> new Exchange(flush, fetch, result.fetched().jobs()));
	}

	private void visitIfOpened() {
		int now = this.places.openings();
		if (this.openings != now) {
			this.openings = now;
			this.timing.visit();
		}
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
	 * Returns whether somebody should wait for the marker of the queue.
	 * @return {@code false} if no further job of it could run, whatever room there is
	 */
	boolean isOpen() {
		return this.places.isOpen();
	}

	/**
	 * Returns whether there are probably jobs for which there is a place.
	 * @return whether to ask again at once
	 */
	boolean hasMore() {
		return isOpen() && this.timing.hasMore();
	}

	/**
	 * Returns how long there is no reason to ask if nothing happens.
	 * @param most the longest answer
	 * @return nanoseconds, not negative
	 */
	long quietFor(long most) {
		return this.timing.quietFor(most, this.places.hasFree());
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
