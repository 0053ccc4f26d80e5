package dev.scheduling.background;

import java.util.concurrent.RejectedExecutionException;

/**
 * Runs quick, non-critical work in this process after the caller has its answer.
 * <p>
 * <strong>Not durable:</strong> a task that has not finished when the process dies, or
 * when the shutdown budget is used up, is lost. Nothing is retried. Work that is long or
 * must not be lost belongs in a durable job.
 * <p>
 * When a task starts:
 * <ul>
 * <li>Added by the thread that handles a web request: after the response has been sent.
 * The tasks of one request run one after another in the order in which they were added.
 * If the handler then throws, even if the exception is handled, they are dropped.</li>
 * <li>Added in a transaction: after the commit, and then as above or below. A rollback
 * drops them; the rollback to a savepoint does not.</li>
 * <li>Added anywhere else, by another thread or after the request has finished: as soon
 * as a thread is free, possibly at the same time as others.</li>
 * </ul>
 * A task sees the logging context (MDC) of its caller and, with Micrometer's context
 * propagation on the class path, the caller's propagated context. It never sees the
 * request itself: read what is needed before adding the task. An exception is logged and
 * concerns neither the response nor the tasks behind it.
 * <p>
 * Both methods return at once, may be called from any thread, and throw
 * {@link RejectedExecutionException} if no place is left
 * ({@code scheduling.background.queue-capacity}) or the application is stopping.
 */
public interface BackgroundTasks {

	/**
	 * Adds a task, named after its class or, if it is a lambda, after the method that
	 * added it.
	 * @param task what to run
	 * @throws RejectedExecutionException if no place is left or the application is
	 * stopping
	 */
	void add(Runnable task);

	/**
	 * Adds a task under a name that logs and warnings show. Use a fixed text: warnings
	 * are given once per name.
	 * @param name what to call the task, not blank
	 * @param task what to run
	 * @throws RejectedExecutionException if no place is left or the application is
	 * stopping
	 */
	void add(String name, Runnable task);

}
