package dev.scheduling.store;

import java.util.List;

import dev.scheduling.job.Job;
import org.jspecify.annotations.Nullable;

/**
 * What the code of a running job has reported since the last time.
 *
 * @param lease the claim under which it runs
 * @param number counts the reports of this claim from 1 on; a repeated one is ignored
 * @param progress how far it has come, {@code null} if it has not said
 * @param lines new lines of its log, at most {@link JobLeaseStore#MAX_LOG_LINES}
 */
public record JobReport(JobLease lease, int number, Job.@Nullable Progress progress, List<String> lines) {

}
