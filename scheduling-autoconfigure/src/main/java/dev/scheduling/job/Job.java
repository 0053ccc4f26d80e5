package dev.scheduling.job;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A job as it stood when it was read. Times are by the store's clock, apart from
 * {@code enqueuedAt}, which is by that of the process that enqueued it.
 *
 * @param id its id
 * @param name the name of its handler
 * @param queue its queue
 * @param state where it stands
 * @param attempt the current attempt, or the one that comes next, or was the last: 1 for
 * the first
 * @param crashes how often its worker was lost while it ran; these are no attempts
 * @param enqueuedAt when it was enqueued
 * @param dueAt when it may start, while it is {@link JobState#SCHEDULED}
 * @param startedAt when its last attempt was handed to a worker
 * @param finishedAt when it ended
 * @param progress what its code last reported
 * @param lastError type, message and trimmed stack of the last failure
 * @param worker who runs it, while it is {@link JobState#RUNNING}
 * @param parked why it waits, while it is {@link JobState#PARKED}
 */
public record Job(JobId id, String name, String queue, JobState state, int attempt, int crashes, Instant enqueuedAt,
		@Nullable Instant dueAt, @Nullable Instant startedAt, @Nullable Instant finishedAt, @Nullable Progress progress,
		@Nullable String lastError, @Nullable String worker, @Nullable Parking parked) {

	/**
	 * Why a job waits for another worker.
	 *
	 * @param reason why the worker that had it last could not run it
	 * @param fingerprints of the workers that could not run it, see
	 * {@link WorkerStatus#fingerprint()}; one with another fingerprint tries it
	 * @param since since when it is parked
	 * @param until when it is dead if no worker runs it
	 */
	public record Parking(String reason, Set<String> fingerprints, Instant since, Instant until) {

	}

	/**
	 * How far a job has come.
	 *
	 * @param done how many units are done
	 * @param total how many there are
	 */
	public record Progress(long done, long total) {

	}

}
