package dev.scheduling.tick;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.scheduling.store.StoreUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Whether the store answers, said once when it stops to and once when it is back. Safe
 * for use by several threads.
 */
final class StoreOutage {

	/** Two tries a second: enough to be back at once, too few to be a load. */
	static final Duration RETRY = Duration.ofMillis(500);

	private static final Log logger = LogFactory.getLog(StoreOutage.class);

	private final AtomicBoolean out = new AtomicBoolean();

	/**
	 * Notes that the store did not answer.
	 * @param failure what happened
	 * @return when to try again
	 */
	Duration failed(StoreUnavailableException failure) {
		if (this.out.compareAndSet(false, true)) {
			logger.warn("Periodic tasks wait until the store answers again: " + failure.getMessage());
		}
		return RETRY;
	}

	/**
	 * Notes that the store answered.
	 */
	void ended() {
		if (this.out.compareAndSet(true, false)) {
			logger.info("The store answers again; periodic tasks go on");
		}
	}

	/**
	 * Returns whether the store did not answer when it was last asked.
	 * @return {@code true} from the first failure until an answer
	 */
	boolean isOut() {
		return this.out.get();
	}

}
