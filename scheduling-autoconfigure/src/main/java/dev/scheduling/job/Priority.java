package dev.scheduling.job;

/**
 * Which of the jobs that can start is started first, within a queue. A higher priority
 * goes first, and in the order in which they became ready those of one; but each
 * sixteenth job comes from below, so that a flood of one priority does not stop the
 * others.
 */
public enum Priority {

	/**
	 * Before all others.
	 */
	HIGH,

	/**
	 * What jobs have that say nothing.
	 */
	NORMAL,

	/**
	 * When nothing else waits.
	 */
	LOW

}
