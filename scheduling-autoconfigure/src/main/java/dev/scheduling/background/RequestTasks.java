package dev.scheduling.background;

import java.util.ArrayList;
import java.util.List;

/**
 * The tasks that one web request has added, in order, until its response has been sent.
 * Safe for use by any thread: an asynchronous request is finished by another one than
 * those that handled it.
 */
final class RequestTasks {

	private final List<BackgroundTask> tasks = new ArrayList<>();

	private final boolean runOnError;

	private boolean finished;

	RequestTasks(boolean runOnError) {
		this.runOnError = runOnError;
	}

	/**
	 * Adds a task unless the request has finished.
	 * @param task the task
	 * @return {@code false} if the request has finished and the task was not taken
	 */
	synchronized boolean add(BackgroundTask task) {
		return !this.finished && this.tasks.add(task);
	}

	/**
	 * Drops what was added so far, because the handler threw. What an exception handler
	 * adds afterwards stays.
	 * @return how many tasks were dropped; none if tasks run on error too
	 */
	synchronized int fail() {
		if (this.runOnError) {
			return 0;
		}
		int dropped = this.tasks.size();
		this.tasks.forEach(BackgroundTask::drop);
		this.tasks.clear();
		return dropped;
	}

	/**
	 * Ends the request.
	 * @return the tasks to run now, empty from the second call on
	 */
	synchronized List<BackgroundTask> finish() {
		this.finished = true;
		List<BackgroundTask> taken = List.copyOf(this.tasks);
		this.tasks.clear();
		return taken;
	}

	synchronized boolean isEmpty() {
		return this.tasks.isEmpty();
	}

}
