package dev.scheduling.worker;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

import dev.scheduling.background.InProcessExecutor.Place;
import dev.scheduling.store.JobFetch;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.QueueLimits;
import dev.scheduling.store.ParkedGroup;
import org.jspecify.annotations.Nullable;

/**
 * One worker's fetches from one queue, one after the other. One that was not answered is
 * repeated as it was, so that jobs whose names got lost on the way are still this
 * worker's. Made and answered by one thread.
 */
final class FetchSequence {

	private final String queue;

	private final String owner;

	private final Duration lease;

	private final QueueLimits limits;

	private volatile String received = "";

	private volatile @Nullable Attempt unanswered;

	private long calls;

	FetchSequence(String queue, String owner, Duration lease, QueueLimits limits) {
		this.queue = queue;
		this.owner = owner;
		this.lease = lease;
		this.limits = limits;
	}

	String queue() {
		return this.queue;
	}

	/**
	 * Returns whether a fetch waits for its answer. Any thread may ask.
	 * @return {@code true} from the making of a fetch to its answer
	 */
	boolean isUnanswered() {
		return this.unanswered != null;
	}

	/**
	 * Returns the nonce of the last fetch that was answered. Any thread may ask.
	 * @return the nonce, empty if there was none
	 */
	String received() {
		return this.received;
	}

	/**
	 * Returns the next fetch to make.
	 * @param reserve reserves places for its jobs, unless it was made before
	 * @param parked parked jobs to ask for, unless it was made before
	 * @param now the monotonic time
	 * @return the fetch
	 */
	Attempt next(IntFunction<List<Place>> reserve, List<ParkedGroup> parked, long now) {
		Attempt next = this.unanswered;
		if (next == null) {
			List<Place> places = reserve.apply(JobLeaseStore.MAX_BATCH);
			next = new Attempt(new JobFetch(this.queue, this.owner, "n" + ++this.calls, this.received, places.size(),
					this.lease, this.limits)
				.with(parked), places, now);
			this.unanswered = next;
		}
		return next;
	}

	/**
	 * Notes that a fetch was answered.
	 * @param attempt the fetch
	 */
	void answered(Attempt attempt) {
		this.received = attempt.fetch().nonce();
		this.unanswered = null;
	}

	/**
	 * A fetch with the places for its jobs.
	 *
	 * @param fetch the fetch
	 * @param places a place for each job that it may bring
	 * @param firstSent the monotonic time before it was sent for the first time: the
	 * leases of its jobs cannot have begun earlier
	 */
	record Attempt(JobFetch fetch, List<Place> places, long firstSent) {

	}

}
