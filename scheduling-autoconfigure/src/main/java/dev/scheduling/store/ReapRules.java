package dev.scheduling.store;

import java.time.Duration;

/**
 * By which rules jobs are taken from dead workers.
 *
 * @param lease how long a lease holds without renewal
 * @param maxCrashes at which number of crashes a job is dead
 * @param crashDelay from the second crash on a job waits for a random time up to this
 * times the number of crashes
 * @param kept what is kept of jobs that have ended, and how long jobs are parked
 */
public record ReapRules(Duration lease, int maxCrashes, Duration crashDelay, QueueRetention kept) {

	/**
	 * Returns the usual rules: dead at the third crash, up to 30 seconds a crash.
	 * @param lease how long a lease holds without renewal
	 * @return the rules
	 */
	public static ReapRules of(Duration lease) {
		return of(lease, QueueRetention.DEFAULTS);
	}

	/**
	 * Returns the usual rules for a queue.
	 * @param lease how long a lease holds without renewal
	 * @param kept what is kept of its jobs
	 * @return the rules
	 */
	public static ReapRules of(Duration lease, QueueRetention kept) {
		return new ReapRules(lease, 3, Duration.ofSeconds(30), kept);
	}

}
