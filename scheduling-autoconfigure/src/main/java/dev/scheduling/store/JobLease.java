package dev.scheduling.store;

import dev.scheduling.job.JobId;

/**
 * Names one claim of a job.
 *
 * @param id the job
 * @param token the claim's fencing token
 */
public record JobLease(JobId id, long token) {

}
