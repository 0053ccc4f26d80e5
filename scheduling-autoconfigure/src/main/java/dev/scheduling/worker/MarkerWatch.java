package dev.scheduling.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.scheduling.store.QueueMarkers;
import dev.scheduling.store.StoreUnavailableException;

/**
 * Waits for work in place of an idle worker: blocks on the markers of some queues and
 * then has them visited, marker or not, so that a wake-up which died with another process
 * costs no more than one wait. A worker without room does not wait here, or it would take
 * markers from those that have.
 */
final class MarkerWatch {

	private static final Duration LONGEST_BLOCK = Duration.ofSeconds(5);

	private static final long UNTIL_WOKEN = TimeUnit.MINUTES.toNanos(1);

	private static final long AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(500);

	private final QueueMarkers markers;

	private final Collection<String> queues;

	private final JobFetcher fetcher;

	private final StoreAvailability availability;

	MarkerWatch(QueueMarkers markers, Collection<String> queues, JobFetcher fetcher, StoreAvailability availability) {
		this.markers = markers;
		this.queues = queues;
		this.fetcher = fetcher;
		this.availability = availability;
	}

	/**
	 * Waits once, if the worker is idle.
	 * @return how many nanoseconds to wait until the next pass
	 */
	long pass() {
		List<String> open = this.fetcher.isIdle() ? this.fetcher.open(this.queues) : List.of();
		if (open.isEmpty()) {
			return UNTIL_WOKEN;
		}
		this.fetcher.awaiting(open);
		boolean answered = this.availability.ask(() -> await(open)).isPresent();
		this.fetcher.visit(open);
		return answered ? UNTIL_WOKEN : AFTER_FAILURE;
	}

	private Set<String> await(List<String> open) {
		try {
			return this.markers.await(open, LONGEST_BLOCK);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Set.of();
		}
		catch (StoreUnavailableException ex) {
			if (this.fetcher.isStopping()) { // the interrupt that ends the wait, in a
												// driver's words
				return Set.of();
			}
			throw ex;
		}
	}

}
