package dev.scheduling.job;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Published after a transaction in which jobs were enqueued, when they could not be
 * stored although it committed, or when nobody knows whether it did. Their ids have been
 * handed out; whoever listens can enqueue the work anew or raise an alarm. Published on
 * the thread that ended the transaction.
 *
 * @param jobs the jobs
 * @param reason why they are not stored
 * @param cause the store's first failure, or the {@link DuplicateJobException} or
 * {@link QueueFullException} that {@code enqueue} would have thrown; {@code null} if the
 * store was not asked
 */
public record JobsNotEnqueuedEvent(List<NotEnqueued> jobs, String reason, @Nullable Throwable cause) {

	/**
	 * A job that is not stored, as far as can be told.
	 *
	 * @param id the id that was handed out
	 * @param name the name of its handler
	 * @param maybeStored whether it may be stored all the same, as the store's answer is
	 * missing; looking up the id tells
	 */
	public record NotEnqueued(JobId id, String name, boolean maybeStored) {

	}

}
