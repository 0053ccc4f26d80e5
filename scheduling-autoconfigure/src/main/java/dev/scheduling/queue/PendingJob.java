package dev.scheduling.queue;

import dev.scheduling.job.JobId;
import dev.scheduling.store.NewJob;

/**
 * A job that has its id and its bytes, but is not stored yet.
 *
 * @param handler the name of its handler
 * @param job what is to be stored
 */
record PendingJob(String handler, NewJob job) {

	JobId id() {
		return this.job.id();
	}

}
