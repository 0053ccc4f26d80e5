package dev.scheduling.store;

import java.time.Instant;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands in the store.
 *
 * @param id its id
 * @param state where it stands
 * @param envelope what its producer stored
 * @param failures how many attempts have failed
 * @param crashes how often its worker was lost
 * @param owner who runs it, {@code null} unless it runs
 * @param times when what happened
 * @param progress what its code last reported
 * @param error its last failure
 * @param parking why it waits for another worker, if it is parked
 * @param rules what its producer said for the store
 */
public record StoredJob(JobId id, JobState state, byte[] envelope, int failures, int crashes, @Nullable String owner,
		Times times, Job.@Nullable Progress progress, @Nullable String error, Job.@Nullable Parking parking,
		JobRules rules) {

	/**
	 * The times of a job, by the store's clock.
	 *
	 * @param dueAt when it may start, if it waits for that
	 * @param leaseUntil when its lease ends, if it runs
	 * @param startedAt when it was last fetched
	 * @param finishedAt when it ended
	 * @param keptUntil until when it is kept at most, if it has ended
	 */
	public record Times(@Nullable Instant dueAt, @Nullable Instant leaseUntil, @Nullable Instant startedAt,
			@Nullable Instant finishedAt, @Nullable Instant keptUntil) {

	}

}
