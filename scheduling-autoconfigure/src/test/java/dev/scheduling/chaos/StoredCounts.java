package dev.scheduling.chaos;

import dev.scheduling.job.JobState;
import dev.scheduling.store.StoredJob;

/**
 * What the store has counted of a job.
 *
 * @param state where it stands
 * @param failures how many attempts have failed
 * @param crashes how often its worker was lost
 */
record StoredCounts(JobState state, int failures, int crashes) {

	static StoredCounts of(StoredJob job) {
		return new StoredCounts(job.state(), job.failures(), job.crashes());
	}

}
