package dev.scheduling.store;

import java.time.Duration;

/**
 * A worker's call for jobs.
 *
 * @param queue the queue
 * @param owner the worker, a name without {@code |} that no other process has or had
 * @param nonce the id of this call, without blanks; repeated with the same one it gives
 * the same jobs
 * @param received the nonce of the worker's last fetch from this queue whose answer it
 * got, empty if there was none; the jobs of a later one become ready again
 * @param max how many jobs at most, up to {@link JobLeaseStore#MAX_BATCH}; 0 only lets
 * due jobs join the ready ones
 * @param lease how long they are the worker's until it renews
 */
public record JobFetch(String queue, String owner, String nonce, String received, int max, Duration lease) {

}
