package dev.scheduling.store;

import java.time.Duration;

/**
 * By which rules jobs are taken from dead workers.
 *
 * @param lease how long a lease holds without renewal
 * @param maxCrashes at which number of crashes a job is dead
 * @param crashDelay from the second crash on a job waits for a random time up to this
 * times the number of crashes
 * @param retention how long jobs that died so are kept
 */
public record ReapRules(Duration lease, int maxCrashes, Duration crashDelay, Duration retention) {

	/**
	 * Returns the usual rules: dead at the third crash, up to 30 seconds a crash, kept
	 * for seven days.
	 * @param lease how long a lease holds without renewal
	 * @return the rules
	 */
	public static ReapRules of(Duration lease) {
		return new ReapRules(lease, 3, Duration.ofSeconds(30), Duration.ofDays(7));
	}

}
