package dev.scheduling.store;

import java.time.Instant;

/**
 * A job that a worker was given to run.
 *
 * @param lease its id and this claim's token
 * @param envelope what its producer stored
 * @param failures how many attempts have failed; this attempt is the next one
 * @param crashes how often its worker was lost
 * @param leaseUntil until when, by the store's clock, it is the worker's
 */
public record FetchedJob(JobLease lease, byte[] envelope, int failures, int crashes, Instant leaseUntil) {

}
