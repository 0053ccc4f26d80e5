package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import dev.scheduling.store.StoreUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether the store answers, said once when it stops to and once when it is back. Safe
 * for use by several threads.
 */
final class StoreOutage {

	/** Two tries a second: enough to be back at once, too few to be a load. */
	static final Duration RETRY = Duration.ofMillis(500);

	private static final Log logger = LogFactory.getLog(StoreOutage.class);

	private final Clock clock;

	private final AtomicReference<@Nullable Outage> current = new AtomicReference<>();

	StoreOutage(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Notes that the store did not answer.
	 * @param failure what happened
	 * @return when to try again
	 */
	Duration failed(StoreUnavailableException failure) {
		String reason = String.valueOf(failure.getMessage());
		if (this.current.get() == null && this.current.compareAndSet(null, new Outage(this.clock.instant(), reason))) {
			logger.warn("Periodic tasks wait until the store answers again: " + reason);
		}
		return RETRY;
	}

	/**
	 * Notes that the store answered.
	 */
	void ended() {
		if (this.current.get() != null && this.current.getAndSet(null) != null) {
			logger.info("The store answers again; periodic tasks go on");
		}
	}

	/**
	 * Returns whether the store did not answer when it was last asked.
	 * @return {@code true} from the first failure until an answer
	 */
	boolean isOut() {
		return this.current.get() != null;
	}

	/**
	 * Returns the outage.
	 * @return the outage, or empty if the store answered when it was last asked
	 */
	Optional<Outage> current() {
		return Optional.ofNullable(this.current.get());
	}

}
