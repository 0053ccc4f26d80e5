package dev.scheduling.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.JobQueue;
import org.jspecify.annotations.Nullable;

/**
 * The queue on a store that outlives this process. Every job gets its id and its bytes
 * before anything is sent, so that a call of a batch whose payload cannot be written
 * stores nothing.
 */
public final class DurableJobQueue implements JobQueue {

	private final JobFactory jobs;

	private final TransactionAwareEnqueuer enqueuer;

	private final JobLookup lookup;

	/**
	 * Creates a queue.
	 * @param jobs makes jobs
	 * @param enqueuer stores them
	 * @param lookup looks them up
	 */
	public DurableJobQueue(JobFactory jobs, TransactionAwareEnqueuer enqueuer, JobLookup lookup) {
		this.jobs = jobs;
		this.enqueuer = enqueuer;
		this.lookup = lookup;
	}

	@Override
	public JobId enqueue(Object payload) {
		return enqueue(payload, JobOptions.defaults());
	}

	@Override
	public JobId enqueue(Object payload, JobOptions options) {
		return enqueue(List.of(this.jobs.byType(payload, options)), options).get(0);
	}

	@Override
	public JobId enqueue(String name, @Nullable Object payload, JobOptions options) {
		return enqueue(List.of(this.jobs.byName(name, payload, options)), options).get(0);
	}

	@Override
	public List<JobId> enqueueAll(Collection<?> payloads) {
		return enqueueAll(payloads, JobOptions.defaults());
	}

	@Override
	public List<JobId> enqueueAll(Collection<?> payloads, JobOptions options) {
		return enqueue(each(payloads, (payload) -> this.jobs.byType(payload, options)), options);
	}

	@Override
	public List<JobId> enqueueAll(String name, Collection<?> payloads) {
		return enqueueAll(name, payloads, JobOptions.defaults());
	}

	@Override
	public List<JobId> enqueueAll(String name, Collection<?> payloads, JobOptions options) {
		return enqueue(each(payloads, (payload) -> this.jobs.byName(name, payload, options)), options);
	}

	private static List<PendingJob> each(Collection<?> payloads, Function<Object, PendingJob> make) {
		return payloads.stream().map(make).toList();
	}

	private List<JobId> enqueue(List<PendingJob> jobs, JobOptions options) {
		this.enqueuer.enqueue(jobs, options.isOutsideTransaction());
		return jobs.stream().map(PendingJob::id).toList();
	}

	@Override
	public Optional<Job> find(JobId id) {
		return this.lookup.find(id);
	}

	@Override
	public <T> Optional<T> result(JobId id, Class<T> type) {
		return this.lookup.result(id, type);
	}

	@Override
	public Job await(JobId id, Duration timeout) {
		return this.lookup.await(id, timeout);
	}

	@Override
	public boolean cancel(JobId id) {
		return this.lookup.cancel(id);
	}

}
