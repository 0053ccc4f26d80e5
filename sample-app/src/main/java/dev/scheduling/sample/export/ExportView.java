package dev.scheduling.sample.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import org.jspecify.annotations.Nullable;

/**
 * An export as its client sees it.
 *
 * @param id its id
 * @param state where it stands
 * @param attempt the current attempt
 * @param crashes how often its process was lost while it ran
 * @param progress how far it is
 * @param result the file, once it is done
 */
record ExportView(@JsonProperty("job_id") JobId id, JobState state, int attempt, int crashes,
		Job.@Nullable Progress progress, @Nullable ExportResult result) {

}
