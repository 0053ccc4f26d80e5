package dev.scheduling.queue;

import java.time.Duration;

/**
 * Real time for callers that wait, handed in so that tests need not.
 */
public interface WaitTimer {

	/**
	 * Returns a time that never goes back.
	 * @return nanoseconds since some moment
	 */
	long nanoTime();

	/**
	 * Holds the calling thread.
	 * @param time for how long
	 * @throws InterruptedException if it was interrupted
	 */
	void pause(Duration time) throws InterruptedException;

}
