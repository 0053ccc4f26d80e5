package dev.scheduling.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.scheduling.store.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the store answers, as all loops of this worker have seen it: says once that it
 * does not, and once that it does again. Safe for use by several threads.
 */
final class StoreAvailability {

	private static final Logger logger = LoggerFactory.getLogger(StoreAvailability.class);

	/** A store that answers one call and not the next is not said to be back. */
	private static final long STEADY = TimeUnit.SECONDS.toNanos(1);

	private final LongSupplier nanoTime;

	private @Nullable Long reportedSince;

	private long lastFailure;

	private boolean away;

	StoreAvailability(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Calls the store.
	 * @param <T> what it answers
	 * @param call the call
	 * @return the answer, or empty if the store did not give one; the call may then have
	 * taken effect or not
	 */
	<T> Optional<T> ask(Supplier<T> call) {
		try {
			T answer = call.get();
			answered();
			return Optional.of(answer);
		}
		catch (StoreUnavailableException ex) {
			failed(ex);
			return Optional.empty();
		}
	}

	/**
	 * Returns whether the last call of any loop went unanswered.
	 * @return {@code false} as soon as one is answered
	 */
	synchronized boolean isAway() {
		return this.away;
	}

	private synchronized void failed(StoreUnavailableException ex) {
		this.away = true;
		this.lastFailure = this.nanoTime.getAsLong();
		if (this.reportedSince == null) {
			this.reportedSince = this.lastFailure;
			logger.warn("The store of jobs does not answer; this worker goes on when it does: {}", ex.getMessage());
		}
	}

	private synchronized void answered() {
		this.away = false;
		Long since = this.reportedSince;
		if (since != null && this.nanoTime.getAsLong() - this.lastFailure >= STEADY) {
			this.reportedSince = null;
			logger.info("The store of jobs answers again, after {} ms",
					Duration.ofNanos(this.nanoTime.getAsLong() - since).toMillis());
		}
	}

}
