package dev.scheduling.job;

/**
 * Where a job stands.
 */
public enum JobState {

	/**
	 * It waits for its time: delayed, or between two attempts.
	 */
	SCHEDULED,

	/**
	 * It waits for a worker.
	 */
	QUEUED,

	/**
	 * A worker holds its lease.
	 */
	RUNNING,

	/**
	 * It waits for a signal, without a worker.
	 */
	SUSPENDED,

	/**
	 * Its handler returned.
	 */
	SUCCEEDED,

	/**
	 * It failed for good: all attempts are used, the failure cannot be mended by another
	 * one, or it took its process down too often.
	 */
	DEAD,

	/**
	 * It was cancelled, before or while it ran.
	 */
	CANCELLED,

	/**
	 * No worker that saw it could run it: unknown name, unfit payload, newer protocol.
	 */
	PARKED;

	/**
	 * Returns whether the job has ended.
	 * @return {@code true} if it never runs again by itself
	 */
	public boolean isFinished() {
		return this == SUCCEEDED || this == DEAD || this == CANCELLED;
	}

}
