package dev.scheduling.job;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Enqueues durable jobs and looks them up. Safe for use by several threads.
 * <p>
 * Outside a transaction the job is stored when {@code enqueue} returns. Inside one it is
 * stored after the commit and dropped on rollback; until then {@link #find} does not see
 * it. A job that its unique key or the depth of its queue stands against is refused with
 * {@link DuplicateJobException} or {@link QueueFullException}; inside a transaction that
 * is told by a {@link JobsNotEnqueuedEvent}. Every method throws
 * {@link dev.scheduling.store.StoreUnavailableException} when the store is out of reach;
 * whether the job was stored is then unknown.
 */
public interface JobQueue {

	/**
	 * Enqueues a job for the one handler whose payload is of this very class.
	 * @param payload the payload; texts, boxed types, maps, collections and generic types
	 * are enqueued by name
	 * @return the id of the new job
	 * @throws IllegalArgumentException if no handler, or more than one, takes the class,
	 * or the payload is too large
	 */
	JobId enqueue(Object payload);

	/**
	 * Enqueues a job for the one handler whose payload is of this very class.
	 * @param payload the payload
	 * @param options what differs from the defaults
	 * @return the id of the new job
	 * @throws IllegalArgumentException if no handler, or more than one, takes the class,
	 * or the payload is too large
	 */
	JobId enqueue(Object payload, JobOptions options);

	/**
	 * Enqueues a job by name, also for a handler of another application.
	 * @param name the handler's name
	 * @param payload the payload, {@code null} for a handler without one
	 * @param options what differs from the defaults
	 * @return the id of the new job
	 * @throws IllegalArgumentException if a local handler of that name cannot take the
	 * payload, or it is too large
	 */
	JobId enqueue(String name, @Nullable Object payload, JobOptions options);

	/**
	 * Enqueues many jobs, as {@link #enqueue(Object)} does one.
	 * @param payloads the payloads
	 * @return their ids in the same order
	 */
	List<JobId> enqueueAll(Collection<?> payloads);

	/**
	 * Enqueues many jobs, as {@link #enqueue(Object, JobOptions)} does one. They are
	 * stored in batches; each batch is stored wholly or not at all.
	 * @param payloads the payloads
	 * @param options what differs from the defaults, for each of them
	 * @return their ids in the same order
	 */
	List<JobId> enqueueAll(Collection<?> payloads, JobOptions options);

	/**
	 * Enqueues many jobs by name with default options.
	 * @param name the handler's name
	 * @param payloads the payloads
	 * @return their ids in the same order
	 */
	List<JobId> enqueueAll(String name, Collection<?> payloads);

	/**
	 * Enqueues many jobs by name.
	 * @param name the handler's name
	 * @param payloads the payloads
	 * @param options what differs from the defaults, for each of them
	 * @return their ids in the same order
	 */
	List<JobId> enqueueAll(String name, Collection<?> payloads, JobOptions options);

	/**
	 * Returns a job as it stands.
	 * @param id its id
	 * @return the job, or empty if there is none, or it is finished and no longer kept
	 */
	Optional<Job> find(JobId id);

	/**
	 * Returns what a succeeded job's handler returned.
	 * @param <T> the type of the result
	 * @param id the job's id
	 * @param type the type of the result
	 * @return the result, or empty if the job has none, has not succeeded, or is no
	 * longer kept
	 * @throws IllegalArgumentException if the result cannot be read as that type
	 */
	<T> Optional<T> result(JobId id, Class<T> type);

	/**
	 * Waits until a job has ended. Meant for tests and tools: it holds the thread.
	 * @param id the job's id
	 * @param timeout how long to wait at most
	 * @return the finished job
	 * @throws IllegalArgumentException if there is no such job
	 * @throws IllegalStateException if it has not ended in time, or the thread was
	 * interrupted
	 */
	Job await(JobId id, Duration timeout);

	/**
	 * Cancels a job: one that waits never starts; one that runs is told to stop and ends
	 * as {@link JobState#CANCELLED} whatever its code does.
	 * @param id the job's id
	 * @return {@code false} if there is no such job, or it has ended otherwise
	 */
	boolean cancel(JobId id);

}
