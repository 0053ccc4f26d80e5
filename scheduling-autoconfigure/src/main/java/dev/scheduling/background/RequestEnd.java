package dev.scheduling.background;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Starts the tasks of a request that ended with an error page: the server writes it when
 * the filters have returned, and ends the request after it. Internal to this library.
 */
public final class RequestEnd implements ServletRequestListener {

	private static final String ANNOUNCED = RequestEnd.class.getName();

	private final InProcessBackgroundTasks background;

	/**
	 * Creates a listener.
	 * @param background whose tasks to start
	 */
	public RequestEnd(InProcessBackgroundTasks background) {
		this.background = background;
	}

	@Override
	public void requestInitialized(ServletRequestEvent event) {
		event.getServletRequest().setAttribute(ANNOUNCED, true);
	}

	@Override
	public void requestDestroyed(ServletRequestEvent event) {
		ServletRequest request = event.getServletRequest();
		if (!request.isAsyncStarted()
				&& request.getAttribute(RequestFailure.TASKS_ATTRIBUTE) instanceof RequestTasks tasks) {
			this.background.startAll(tasks);
		}
	}

	/**
	 * Returns whether the end of a request will come here. It does not in a test without
	 * a server.
	 */
	static boolean isAnnounced(ServletRequest request) {
		return request.getAttribute(ANNOUNCED) != null;
	}

}
