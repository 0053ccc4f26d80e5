package dev.scheduling.background;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the server dispatches to after {@code sendError} or an exception. Waits for the
 * test like a handler, and adds a task if the query asks for one.
 */
@RestController
class ErrorPage implements ErrorController {

	private final RequestEndpoints endpoints;

	ErrorPage(RequestEndpoints endpoints) {
		this.endpoints = endpoints;
	}

	@RequestMapping("/error")
	String error(HttpServletRequest request) {
		this.endpoints.handlerEntered.countDown();
		this.endpoints.awaitHandlerGate();
		if ("task".equals(request.getQueryString())) {
			this.endpoints.add("by the error page");
		}
		return "error " + request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
	}

}
