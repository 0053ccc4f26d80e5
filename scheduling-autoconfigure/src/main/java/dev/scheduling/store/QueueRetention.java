package dev.scheduling.store;

import java.time.Duration;

/**
 * What is kept of a queue's jobs that have ended or are parked.
 *
 * @param succeeded how long a succeeded job is kept, if it does not say itself
 * @param succeededLimit how many succeeded jobs are kept
 * @param dead how long a dead job is kept
 * @param deadLimit how many dead jobs are kept
 * @param parked how long a job waits for a worker that can run it until it is dead
 */
public record QueueRetention(Duration succeeded, int succeededLimit, Duration dead, int deadLimit, Duration parked) {

	private static final int LIMIT = 10_000;

	/**
	 * What holds where nobody says anything.
	 */
	public static final QueueRetention DEFAULTS = new QueueRetention(Duration.ofHours(1), LIMIT, Duration.ofDays(7),
			LIMIT, Duration.ofDays(7));

}
