package dev.scheduling.background;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletResponse;

/**
 * Starts the tasks of an asynchronous request that completes without another dispatch.
 * The server says so before it sends what is left of the response, so that is done first.
 * A timeout or an error is followed by the completion; Spring MVC turns a timeout into an
 * exception of the handler, so nothing is decided here for it.
 */
final class AsyncRequestEnd implements AsyncListener {

	private final InProcessBackgroundTasks background;

	private final RequestTasks tasks;

	AsyncRequestEnd(InProcessBackgroundTasks background, RequestTasks tasks) {
		this.background = background;
		this.tasks = tasks;
	}

	@Override
	public void onComplete(AsyncEvent event) {
		ServletResponse response = event.getSuppliedResponse();
		if (!this.tasks.isEmpty() && !WholeBody.mayBecomeErrorPage(response)) {
			WholeBody.send(response);
		}
		this.background.startAll(this.tasks);
	}

	@Override
	public void onTimeout(AsyncEvent event) {
	}

	@Override
	public void onError(AsyncEvent event) {
		RequestFailure.dropTasks(event.getAsyncContext().getRequest(), event.getThrowable());
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		event.getAsyncContext().addListener(this, event.getSuppliedRequest(), event.getSuppliedResponse());
	}

}
