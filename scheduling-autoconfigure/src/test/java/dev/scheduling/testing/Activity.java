package dev.scheduling.testing;

import java.util.Optional;

/**
 * One run of somebody's code, as its process has written of it.
 */
public interface Activity {

	/**
	 * Returns the process.
	 * @return its id
	 */
	long pid();

	/**
	 * Returns when it began.
	 * @return the time on the clock of the events
	 */
	long begin();

	/**
	 * Returns when it ended.
	 * @return the time on the clock of the events, empty if that was not seen
	 */
	Optional<Long> endedAt();

}
