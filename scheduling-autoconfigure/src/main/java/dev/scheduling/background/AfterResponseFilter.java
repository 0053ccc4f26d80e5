package dev.scheduling.background;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * Collects the background tasks of a request and starts them once its response has been
 * sent. Belongs outside all other filters, on the dispatcher types {@code REQUEST},
 * {@code ASYNC} and {@code ERROR}.
 * <p>
 * The tasks run on the executor and not on the request's thread, because the server holds
 * back the end of the body until that thread has returned. The response is closed before
 * the hand-over, so that no task starts while part of the body is still in a buffer. An
 * asynchronous request is finished by the dispatch that does not start asynchronous work
 * again, or by its completion without one. A request that may get an error page is
 * finished by the server, see {@link RequestEnd}. Internal to this library.
 */
public final class AfterResponseFilter implements Filter {

	private final InProcessBackgroundTasks background;

	private final boolean runOnError;

	/**
	 * Creates a filter.
	 * @param background whose tasks to start
	 * @param runOnError whether tasks run even if the request's handler threw
	 */
	public AfterResponseFilter(InProcessBackgroundTasks background, boolean runOnError) {
		this.background = background;
		this.runOnError = runOnError;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		RequestTasks tasks = tasksOf(request);
		RequestTasks previous = this.background.bind(tasks);
		boolean returned = false;
		try {
			chain.doFilter(request, response);
			returned = true;
		}
		catch (Throwable ex) {
			RequestFailure.dropTasks(request, ex);
			throw ex;
		}
		finally {
			this.background.bind(previous);
			finish(request, response, tasks, returned);
		}
	}

	private RequestTasks tasksOf(ServletRequest request) {
		if (request.getAttribute(RequestFailure.TASKS_ATTRIBUTE) instanceof RequestTasks tasks) {
			return tasks;
		}
		RequestTasks tasks = new RequestTasks(this.runOnError);
		request.setAttribute(RequestFailure.TASKS_ATTRIBUTE, tasks);
		return tasks;
	}

	private void finish(ServletRequest request, ServletResponse response, RequestTasks tasks, boolean returned) {
		if (request.isAsyncStarted()) {
			if (request.getDispatcherType() == DispatcherType.REQUEST) {
				request.getAsyncContext().addListener(new AsyncRequestEnd(this.background, tasks), request, response);
			}
			return;
		}
		if (returned && !tasks.isEmpty()) {
			WholeBody.send(response);
		}
		boolean errorPage = !returned || WholeBody.mayBecomeErrorPage(response);
		if (!errorPage || !RequestEnd.isAnnounced(request)) {
			this.background.startAll(tasks);
		}
	}

}
