package dev.scheduling.queue;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

import dev.scheduling.job.DuplicateJobException;
import dev.scheduling.job.JobsNotEnqueuedEvent;
import dev.scheduling.job.JobsNotEnqueuedEvent.NotEnqueued;
import dev.scheduling.job.QueueFullException;
import dev.scheduling.store.JobStore;
import dev.scheduling.transaction.CommitBoundary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Writes jobs at once, or, inside a transaction, after its commit. Then nobody is left to
 * throw to: what cannot be stored is counted, logged and published. Safe for use by
 * several threads.
 */
public final class TransactionAwareEnqueuer {

	private static final Logger logger = LoggerFactory.getLogger(TransactionAwareEnqueuer.class);

	private final JobWriter writer;

	private final ApplicationEventPublisher events;

	private final CommitBoundary<List<PendingJob>> transactions = CommitBoundary.detect(new WriteAfterCommit());

	private final LongAdder notEnqueued = new LongAdder();

	/**
	 * Creates an enqueuer.
	 * @param store where jobs are stored
	 * @param queues what is configured for queues
	 * @param timer times the waits for a store that does not answer
	 * @param events told of jobs that were promised and are not stored
	 * @param consumedHere whether this process consumes a queue itself
	 */
	public TransactionAwareEnqueuer(JobStore store, QueueSettings queues, WaitTimer timer,
			ApplicationEventPublisher events, Predicate<String> consumedHere) {
		this.writer = new JobWriter(store, queues, timer, new UnconsumedQueueWarning(store, consumedHere));
		this.events = events;
	}

	/**
	 * Writes jobs, or promises to.
	 * @param jobs the jobs
	 * @param outsideTransaction whether to write at once, whatever becomes of the
	 * caller's transaction
	 * @throws EnqueueFailedException if written at once and the store failed
	 * @throws DuplicateJobException if written at once and other jobs hold unique keys
	 * @throws QueueFullException if written at once and a queue has no room
	 */
	void enqueue(List<PendingJob> jobs, boolean outsideTransaction) {
		if (jobs.isEmpty()) {
			return;
		}
		if (outsideTransaction || !this.transactions.add(jobs)) {
			this.writer.write(jobs, JobWriter.PATIENCE).throwIfFailed();
		}
	}

	/**
	 * Returns how many jobs were promised in transactions and are not stored, or not for
	 * certain.
	 * @return the number since this process started
	 */
	public long notEnqueued() {
		return this.notEnqueued.sum();
	}

	private void report(List<NotEnqueued> jobs, String reason, @Nullable Throwable cause) {
		if (jobs.isEmpty()) {
			return;
		}
		this.notEnqueued.add(jobs.size());
		logger.error("{} of a transaction: {} not enqueued, the first being '{}' of '{}'", reason,
				(jobs.size() == 1) ? "1 job is" : jobs.size() + " jobs are", jobs.get(0).id(), jobs.get(0).name(),
				cause);
		try {
			this.events.publishEvent(new JobsNotEnqueuedEvent(jobs, reason, cause));
		}
		catch (Throwable ex) {
			logger.error("A listener of {} failed", JobsNotEnqueuedEvent.class.getSimpleName(), ex);
		}
	}

	private static List<NotEnqueued> all(List<PendingJob> jobs, boolean maybeStored) {
		return jobs.stream().map((job) -> new NotEnqueued(job.id(), job.handler(), maybeStored)).toList();
	}

	private final class WriteAfterCommit implements CommitBoundary.TransactionEnd<List<PendingJob>> {

		@Override
		public void committed(List<List<PendingJob>> enqueued) {
			List<PendingJob> jobs = enqueued.stream().flatMap(List::stream).toList();
			try {
				EnqueueReport report = TransactionAwareEnqueuer.this.writer.write(jobs,
						JobWriter.PATIENCE_AFTER_COMMIT);
				Throwable problem = (report.failure() != null) ? report.failure() : report.problem().orElse(null);
				report(report.notStored(jobs), "The store did not take the jobs after the commit", problem);
			}
			catch (Throwable ex) { // the caller's data is committed: nothing may reach it
				report(all(jobs, true), "Storing the jobs failed after the commit", ex);
			}
		}

		@Override
		public void notCommitted(List<List<PendingJob>> enqueued, boolean unknown) {
			if (unknown) {
				report(all(enqueued.stream().flatMap(List::stream).toList(), false),
						"The jobs were dropped, as nobody knows of the commit", null);
			}
		}

	}

}
