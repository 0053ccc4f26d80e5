package dev.scheduling.store;

import java.util.List;

/**
 * Attempts of one worker that have ended.
 *
 * @param queue the queue
 * @param owner the worker
 * @param call the id of this call, without {@code |}; repeated with the same one it gives
 * the same answer
 * @param completions how each ended, at most {@link JobLeaseStore#MAX_BATCH}
 */
public record JobFlush(String queue, String owner, String call, List<JobCompletion> completions) {

}
