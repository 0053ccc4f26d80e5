package dev.scheduling.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.scheduling.job.JobFilter;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobPage;
import dev.scheduling.job.JobPageRequest;
import dev.scheduling.job.JobState;
import dev.scheduling.job.QueueCounts;
import dev.scheduling.job.QueueOperations;
import dev.scheduling.job.QueueStatus;
import dev.scheduling.job.RetryResult;
import dev.scheduling.job.WorkerStatus;
import dev.scheduling.store.CancelResult;
import dev.scheduling.store.DeleteResult;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.LiveWorker;
import dev.scheduling.store.QueueControlStore;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What operators do, on a store that outlives this process.
 */
public final class DurableQueueOperations implements QueueOperations {

	private static final Set<JobState> RETRYABLE = EnumSet.of(JobState.DEAD, JobState.CANCELLED, JobState.PARKED);

	private final JobStore jobs;

	private final QueueControlStore controls;

	private final QueueSettings settings;

	private final BulkOperation bulk;

	/**
	 * Creates the operations.
	 * @param jobs where the jobs are
	 * @param controls changes them
	 * @param settings says in which partitions a queue lies
	 */
	public DurableQueueOperations(JobStore jobs, QueueControlStore controls, QueueSettings settings) {
		this.jobs = jobs;
		this.controls = controls;
		this.settings = settings;
		this.bulk = new BulkOperation(jobs, controls);
	}

	@Override
	public List<QueueStatus> queues() {
		return this.jobs.queues()
			.stream()
			.map(QueueSettings::queueOf)
			.distinct()
			.sorted()
			.map((queue) -> new QueueStatus(queue, pausedSince(queue), counts(queue)))
			.toList();
	}

	private @Nullable Instant pausedSince(String queue) {
		return partitions(queue).stream()
			.map(this.controls::pausedSince)
			.flatMap(Optional::stream)
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

	@Override
	public QueueCounts counts(String queue) {
		return partitions(queue).stream().map(this.jobs::counts).reduce(QueueCounts::plus).orElseThrow();
	}

	@Override
	public void pause(String queue) {
		partitions(queue).forEach(this.controls::pause);
	}

	@Override
	public void resume(String queue) {
		partitions(queue).forEach(this.controls::resume);
	}

	@Override
	public JobPage jobs(String queue, JobState state, JobPageRequest page) {
		return new JobPages(this.controls, partitions(queue), state).read(page);
	}

	@Override
	public RetryResult retry(JobId id) {
		return id.isWellFormed() ? this.controls.retry(id.partition(), List.of(id)).get(0) : RetryResult.UNKNOWN;
	}

	@Override
	public boolean delete(JobId id) {
		return id.isWellFormed() && this.controls.delete(id.partition(), List.of(id)).get(0) != DeleteResult.UNKNOWN;
	}

	@Override
	public long retryAll(String queue, JobState state, JobFilter filter) {
		Assert.isTrue(RETRYABLE.contains(state),
				() -> "Jobs that are %s cannot be retried, only those that are %s".formatted(state, RETRYABLE));
		return all(queue, state, filter, this.controls::retry, RetryResult.RETRIED::equals);
	}

	@Override
	public long deleteAll(String queue, JobState state, JobFilter filter) {
		return all(queue, state, filter, this.controls::delete, (result) -> result != DeleteResult.UNKNOWN);
	}

	@Override
	public long cancelAll(String queue, JobState state, JobFilter filter) {
		Assert.isTrue(!state.isFinished(),
				() -> "Jobs that are %s have ended; what has ended can be deleted".formatted(state));
		return all(queue, state, filter, this.controls::cancel,
				(result) -> result == CancelResult.CANCELLED || result == CancelResult.REQUESTED);
	}

	private <R> long all(String queue, JobState state, JobFilter filter,
			BiFunction<String, List<JobId>, List<R>> change, Predicate<R> counts) {
		return partitions(queue).stream()
			.mapToLong((partition) -> this.bulk.apply(partition, state, filter, change, counts))
			.sum();
	}

	@Override
	public List<WorkerStatus> workers() {
		Map<String, Integer> running = new HashMap<>();
		this.jobs.queues()
			.forEach((queue) -> this.controls.running(queue)
				.forEach((worker, number) -> running.merge(worker, number, Integer::sum)));
		return this.jobs.workers()
			.stream()
			.map((worker) -> new WorkerStatus(worker.name(), queuesOf(worker), worker.since(), worker.lastSeen(),
					worker.fingerprint(), running.getOrDefault(worker.name(), 0)))
			.sorted(Comparator.comparing(WorkerStatus::name))
			.toList();
	}

	private static SortedSet<String> queuesOf(LiveWorker worker) {
		return worker.queues().stream().map(QueueSettings::queueOf).collect(Collectors.toCollection(TreeSet::new));
	}

	/** Those that are configured here, and others that are known from elsewhere. */
	private List<String> partitions(String queue) {
		JobId.of("0", queue); // a name from a request becomes part of a key
		Set<String> partitions = new LinkedHashSet<>(this.settings.partitions(queue));
		this.jobs.queues()
			.stream()
			.filter((known) -> QueueSettings.queueOf(known).equals(queue))
			.sorted()
			.forEach(partitions::add);
		return List.copyOf(partitions);
	}

}
