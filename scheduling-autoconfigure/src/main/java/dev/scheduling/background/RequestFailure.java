package dev.scheduling.background;

import java.util.Set;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops what a request has added so far when its handler throws. A client that went away
 * is no failure of the handler: its work is done, only nobody reads the answer.
 */
final class RequestFailure {

	static final String TASKS_ATTRIBUTE = RequestTasks.class.getName();

	private static final Logger logger = LoggerFactory.getLogger(RequestFailure.class);

	/**
	 * What Spring MVC, Tomcat and Jetty throw at a write to a client that went away.
	 */
	private static final Set<String> CLIENT_WENT_AWAY = Set.of("AsyncRequestNotUsableException", "ClientAbortException",
			"EofException");

	private RequestFailure() {
	}

	static void dropTasks(ServletRequest request, @Nullable Throwable failure) {
		if (!(request.getAttribute(TASKS_ATTRIBUTE) instanceof RequestTasks tasks) || isClientGone(failure)) {
			return;
		}
		int dropped = tasks.fail();
		if (dropped > 0) {
			logger.debug("Dropped {} background tasks: the handler of their request threw", dropped, failure);
		}
	}

	private static boolean isClientGone(@Nullable Throwable failure) {
		Throwable current = failure;
		while (current != null) {
			if (CLIENT_WENT_AWAY.contains(current.getClass().getSimpleName())) {
				return true;
			}
			current = current.getCause();
		}
		return false;
	}

}
