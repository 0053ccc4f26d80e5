package dev.scheduling.queue;

import java.time.Duration;
import java.util.Optional;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.CancelResult;
import dev.scheduling.store.JobStore;
import org.jspecify.annotations.Nullable;

/**
 * Looks at jobs and waits for them. Safe for use by several threads.
 */
public final class JobLookup {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

	private final JobStore store;

	private final PayloadCodec payloads;

	private final WaitTimer timer;

	private final JobReader reader = new JobReader();

	/**
	 * Creates a look-up.
	 * @param store where the jobs are
	 * @param payloads reads results
	 * @param timer times the waits
	 */
	public JobLookup(JobStore store, PayloadCodec payloads, WaitTimer timer) {
		this.store = store;
		this.payloads = payloads;
		this.timer = timer;
	}

	Optional<Job> find(JobId id) {
		return this.store.find(id).map(this.reader::read);
	}

	<T> Optional<T> result(JobId id, Class<T> type) {
		return this.store.result(id).map((json) -> read(json, type));
	}

	@SuppressWarnings("unchecked") // what was read as a type is of that type
	private <T> @Nullable T read(byte[] json, Class<T> type) {
		return (T) this.payloads.read(json, type);
	}

	boolean cancel(JobId id) {
		CancelResult result = this.store.cancel(id);
		return result == CancelResult.CANCELLED || result == CancelResult.REQUESTED;
	}

	Job await(JobId id, Duration timeout) {
		Deadline deadline = new Deadline(this.timer, timeout, FIRST_PAUSE, LONGEST_PAUSE);
		Job job = find(id).orElseThrow(() -> new IllegalArgumentException(
				"""
						There is no job '%s': the id is not one, its transaction has not committed yet, or it is finished and no \
						longer kept"""
					.formatted(id)));
		while (!job.state().isFinished()) {
			if (!deadline.pause()) {
				throw new IllegalStateException("Job '%s' (%s) is %s; it has not ended within %s%s".formatted(id,
						job.name(), job.state(), timeout,
						Thread.currentThread().isInterrupted() ? ", and the waiting thread was interrupted" : ""));
			}
			Job seen = job;
			job = find(id).orElseGet(() -> succeeded(seen));
		}
		return job;
	}

	/** Only a job that succeeds and keeps nothing is gone as soon as it has ended. */
	private static Job succeeded(Job seen) {
		return new Job(seen.id(), seen.name(), seen.queue(), JobState.SUCCEEDED, seen.attempt(), seen.crashes(),
				seen.enqueuedAt(), null, seen.startedAt(), null, seen.progress(), seen.lastError(), null, null);
	}

}
