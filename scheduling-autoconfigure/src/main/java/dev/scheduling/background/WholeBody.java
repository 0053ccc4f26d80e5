package dev.scheduling.background;

import java.io.IOException;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is left of a response, which the server would do by itself only after the
 * tasks have started.
 */
final class WholeBody {

	private static final Logger logger = LoggerFactory.getLogger(WholeBody.class);

	private WholeBody() {
	}

	/**
	 * Closes a response. Never throws: tasks run even if nobody takes the response.
	 * @param response the response, as the server gave it
	 */
	static void send(ServletResponse response) {
		try {
			close(response);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("The client went away before its response was sent", ex);
		}
	}

	/**
	 * Returns whether the server may still put an error page in the place of a response.
	 * @param response the response
	 * @return {@code true} after {@code sendError}, and for any other error status
	 */
	static boolean mayBecomeErrorPage(ServletResponse response) {
		return response instanceof HttpServletResponse http && http.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
	}

	private static void close(ServletResponse response) throws IOException {
		try {
			response.getOutputStream().close();
		}
		catch (IllegalStateException ex) {
			response.getWriter().close();
		}
	}

}
