package dev.scheduling.store.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.job.RetryResult;
import dev.scheduling.store.CancelResult;
import dev.scheduling.store.DeleteResult;
import dev.scheduling.store.QueueControlStore;
import dev.scheduling.store.StoredPage;
import org.jspecify.annotations.Nullable;

/**
 * The operators' side of the queues in one process. The lock of the queues guards it.
 */
public final class InMemoryQueueControlStore implements QueueControlStore {

	private final InMemoryJobStore store;

	/**
	 * Creates the store.
	 * @param store where the jobs are
	 */
	public InMemoryQueueControlStore(InMemoryJobStore store) {
		this.store = store;
	}

	@Override
	public void pause(String queue) {
		synchronized (this.store) {
			MemoryQueue jobs = this.store.jobsOf(queue);
			jobs.pausedSince = (jobs.pausedSince != null) ? jobs.pausedSince : jobs.now();
			jobs.marked = false;
		}
	}

	@Override
	public void resume(String queue) {
		synchronized (this.store) {
			MemoryQueue jobs = this.store.jobsOf(queue);
			jobs.pausedSince = null;
			jobs.promote();
			jobs.marked |= jobs.canStart() || !jobs.at(JobState.SCHEDULED).isEmpty();
			this.store.notifyAll();
		}
	}

	@Override
	public Optional<Instant> pausedSince(String queue) {
		synchronized (this.store) {
			return Optional.ofNullable(this.store.jobsOf(queue).pausedSince);
		}
	}

	@Override
	public StoredPage list(String queue, JobState state, @Nullable String after, int max) {
		synchronized (this.store) {
			return new MemoryList(this.store.jobsOf(queue), state).page(after, max);
		}
	}

	@Override
	public List<RetryResult> retry(String queue, List<JobId> ids) {
		return each(queue, ids, MemoryOperations::retry);
	}

	@Override
	public List<CancelResult> cancel(String queue, List<JobId> ids) {
		return each(queue, ids, MemoryOperations::cancel);
	}

	@Override
	public List<DeleteResult> delete(String queue, List<JobId> ids) {
		return each(queue, ids, MemoryOperations::delete);
	}

	/**
	 * What jobs have held, and jobs that are ready again, may let a worker start some.
	 */
	private <R> List<R> each(String queue, List<JobId> ids, BiFunction<MemoryOperations, String, R> change) {
		synchronized (this.store) {
			MemoryQueue jobs = this.store.jobsOf(queue);
			MemoryOperations operations = new MemoryOperations(jobs);
			List<R> results = ids.stream().map((id) -> change.apply(operations, id.key())).toList();
			jobs.wake();
			this.store.notifyAll();
			return results;
		}
	}

	@Override
	public Map<String, Integer> running(String queue) {
		synchronized (this.store) {
			Map<String, Integer> running = new HashMap<>();
			this.store.jobsOf(queue)
				.at(JobState.RUNNING)
				.forEach((job) -> running.merge(String.valueOf(job.owner), 1, Integer::sum));
			return running;
		}
	}

}
