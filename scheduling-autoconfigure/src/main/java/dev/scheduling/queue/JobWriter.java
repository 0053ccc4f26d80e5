package dev.scheduling.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.store.EnqueueResult;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.StoreFullException;
import dev.scheduling.store.StoreUnavailableException;

/**
 * Writes jobs to the store in batches that one call can take, each stored wholly or not
 * at all. A store that does not answer is asked again with the same ids, which changes
 * nothing if the first call had its effect after all. Safe for use by several threads.
 */
final class JobWriter {

	/**
	 * How long a caller's jobs are tried. The call that is under way when it is over is
	 * waited for, which takes as long again at most.
	 */
	static final Duration PATIENCE = Duration.ofSeconds(1);

	/** The same after a commit, where nobody can try again. */
	static final Duration PATIENCE_AFTER_COMMIT = Duration.ofSeconds(2);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

	private final JobStore store;

	private final QueueSettings queues;

	private final WaitTimer timer;

	private final UnconsumedQueueWarning unconsumed;

	JobWriter(JobStore store, QueueSettings queues, WaitTimer timer, UnconsumedQueueWarning unconsumed) {
		this.store = store;
		this.queues = queues;
		this.timer = timer;
		this.unconsumed = unconsumed;
	}

	/**
	 * Writes jobs. After a failure nothing more is sent.
	 * @param jobs the jobs
	 * @param patience how long to begin another try
	 * @return what became of each
	 */
	EnqueueReport write(List<PendingJob> jobs, Duration patience) {
		EnqueueReport report = new EnqueueReport(jobs);
		Deadline deadline = new Deadline(this.timer, patience, FIRST_PAUSE, LONGEST_PAUSE);
		for (List<PendingJob> batch : batches(jobs)) {
			write(batch, deadline, report);
			if (report.failure() != null) {
				break;
			}
		}
		return report;
	}

	private void write(List<PendingJob> batch, Deadline deadline, EnqueueReport report) {
		List<NewJob> jobs = batch.stream().map(PendingJob::job).toList();
		boolean sentBefore = false;
		while (true) {
			try {
				String partition = batch.get(0).id().partition();
				note(batch, this.store.enqueue(partition, jobs, this.queues.maxDepth(partition)), report);
				this.unconsumed.check(partition);
				return;
			}
			catch (StoreUnavailableException ex) {
				sentBefore |= !(ex instanceof StoreFullException);
				if (ex instanceof StoreFullException || !deadline.pause()) {
					EnqueueOutcome outcome = sentBefore ? EnqueueOutcome.UNKNOWN : EnqueueOutcome.REFUSED;
					batch.forEach((job) -> report.set(job, outcome));
					report.fail(ex);
					return;
				}
			}
		}
	}

	private static void note(List<PendingJob> batch, List<EnqueueResult> results, EnqueueReport report) {
		for (int i = 0; i < batch.size(); i++) {
			note(batch.get(i), results.get(i), report);
		}
	}

	private static void note(PendingJob job, EnqueueResult result, EnqueueReport report) {
		if (result instanceof EnqueueResult.Accepted) {
			report.set(job, EnqueueOutcome.STORED);
		}
		else if (result instanceof EnqueueResult.KeyHeld held) {
			report.duplicate(job, held.holder());
		}
		else if (result instanceof EnqueueResult.QueueFull) {
			report.full(job);
		}
		else {
			report.fail(new IllegalStateException("another job has the id '%s'".formatted(job.id())));
		}
	}

	/**
	 * By partition in the order of first appearance, and within the limits of one call.
	 */
	private static List<List<PendingJob>> batches(List<PendingJob> jobs) {
		Map<String, List<PendingJob>> byPartition = new LinkedHashMap<>();
		jobs.forEach(
				(job) -> byPartition.computeIfAbsent(job.id().partition(), (partition) -> new ArrayList<>()).add(job));
		return byPartition.values().stream().flatMap((ofPartition) -> split(ofPartition).stream()).toList();
	}

	private static List<List<PendingJob>> split(List<PendingJob> jobs) {
		List<List<PendingJob>> batches = new ArrayList<>();
		List<PendingJob> batch = new ArrayList<>();
		int bytes = 0;
		for (PendingJob job : jobs) {
			int size = job.job().envelope().length;
			if (batch.size() == JobStore.MAX_BATCH || (!batch.isEmpty() && bytes + size > JobStore.MAX_BATCH_BYTES)) {
				batches.add(batch);
				batch = new ArrayList<>();
				bytes = 0;
			}
			batch.add(job);
			bytes += size;
		}
		batches.add(batch);
		return batches;
	}

}
