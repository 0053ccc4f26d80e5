package dev.scheduling.background;

import java.util.List;

import dev.scheduling.transaction.CommitBoundary;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Decides when a task starts: with the end of its request, of its transaction, or now. A
 * place in the executor is reserved when the task is added, so that a full queue is an
 * exception for the one who adds and never a loss after the response. Internal to this
 * library.
 */
public final class InProcessBackgroundTasks implements BackgroundTasks {

	private final InProcessExecutor executor;

	private final BackgroundTaskRunner runner;

	private final CallerContext context = CallerContext.detect();

	private final CommitBoundary<Deferred> transactions = CommitBoundary.detect(new StartAfterCommit());

	private final ThreadLocal<RequestTasks> currentRequest = new ThreadLocal<>();

	/**
	 * Creates background tasks on an executor.
	 * @param executor where the tasks run; whoever made it shuts it down
	 * @param longRuns told of each run
	 * @param stopOnError whether a failed task drops the ones behind it in its request
	 */
	public InProcessBackgroundTasks(InProcessExecutor executor, LongRunWarning longRuns, boolean stopOnError) {
		this.executor = executor;
		this.runner = new BackgroundTaskRunner(longRuns, stopOnError);
	}

	@Override
	public void add(Runnable task) {
		Assert.notNull(task, "'task' must not be null");
		add(TaskNames.of(task), task);
	}

	@Override
	public void add(String name, Runnable task) {
		Assert.hasText(name, "'name' must not be blank");
		Assert.notNull(task, "'task' must not be null");
		Runnable work = this.context.copyTo(task);
		BackgroundTask accepted = new BackgroundTask(name, work, this.executor.reserveOrReject());
		RequestTasks request = this.currentRequest.get();
		if (!this.transactions.add(new Deferred(accepted, request))) {
			start(accepted, request);
		}
	}

	/**
	 * Collects what the calling thread adds from now on.
	 * @param request the list to add to, or {@code null} to start tasks at once
	 * @return what was bound before, to be bound again afterwards
	 */
	@Nullable RequestTasks bind(@Nullable RequestTasks request) {
		RequestTasks previous = this.currentRequest.get();
		if (request == null) {
			this.currentRequest.remove();
		}
		else {
			this.currentRequest.set(request);
		}
		return previous;
	}

	/**
	 * Starts what a request has collected. Later calls for the same request do nothing.
	 * @param request the request whose response has been sent
	 */
	void startAll(RequestTasks request) {
		this.runner.handOver(request.finish());
	}

	private void start(BackgroundTask task, @Nullable RequestTasks request) {
		if (request == null || !request.add(task)) {
			this.runner.handOver(List.of(task));
		}
	}

	private record Deferred(BackgroundTask task, @Nullable RequestTasks request) {

	}

	private final class StartAfterCommit implements CommitBoundary.TransactionEnd<Deferred> {

		@Override
		public void committed(List<Deferred> tasks) {
			tasks.forEach((deferred) -> start(deferred.task(), deferred.request()));
		}

		@Override
		public void notCommitted(List<Deferred> tasks, boolean unknown) {
			tasks.forEach((deferred) -> deferred.task().drop());
		}

	}

}
