package dev.scheduling.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import dev.scheduling.job.JobFilter;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.QueueControlStore;
import dev.scheduling.store.StoredJob;
import dev.scheduling.store.StoredPage;
import org.jspecify.annotations.Nullable;

/**
 * Does something to many jobs: reads them page by page, picks those that are meant, and
 * changes them in short calls. Each change looks again where its job stands, so what
 * happens meanwhile is never undone.
 */
final class BulkOperation {

	/** How many jobs one call changes, so that it holds up nobody. */
	private static final int STEP = 100;

	private final JobStore jobs;

	private final QueueControlStore controls;

	private final JobReader reader = new JobReader();

	BulkOperation(JobStore jobs, QueueControlStore controls) {
		this.jobs = jobs;
		this.controls = controls;
	}

	/**
	 * Changes jobs.
	 * @param <R> what comes of one
	 * @param queue the queue, or a partition of it
	 * @param state their state
	 * @param filter which of them
	 * @param change changes some of them
	 * @param counts whether a result counts
	 * @return how many results count
	 */
	<R> long apply(String queue, JobState state, JobFilter filter, BiFunction<String, List<JobId>, List<R>> change,
			Predicate<R> counts) {
		// Those that come meanwhile could keep it going for ever.
		long left = this.jobs.counts(queue).of(state);
		long changed = 0;
		@Nullable String next = null;
		do {
			StoredPage page = this.controls.list(queue, state, next, QueueControlStore.MAX_BATCH);
			changed += change(queue, meant(page.jobs(), filter), change, counts);
			left -= page.jobs().size();
			next = page.next();
		}
		while (next != null && left > 0);
		return changed;
	}

	private List<JobId> meant(List<StoredJob> jobs, JobFilter filter) {
		return jobs.stream().filter((job) -> filter.matches(this.reader.read(job))).map(StoredJob::id).toList();
	}

	private static <R> long change(String queue, List<JobId> ids, BiFunction<String, List<JobId>, List<R>> change,
			Predicate<R> counts) {
		List<R> results = new ArrayList<>();
		for (int from = 0; from < ids.size(); from += STEP) {
			results.addAll(change.apply(queue, ids.subList(from, Math.min(ids.size(), from + STEP))));
		}
		return results.stream().filter(counts).count();
	}

}
