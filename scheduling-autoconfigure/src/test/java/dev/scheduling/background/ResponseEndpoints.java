package dev.scheduling.background;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Further ways in which a response is made: dispatches, asynchronous handlers, bodiless
 * responses, and failures of each.
 */
@RestController
class ResponseEndpoints {

	private final RequestEndpoints endpoints;

	ResponseEndpoints(RequestEndpoints endpoints) {
		this.endpoints = endpoints;
	}

	@GetMapping("/content-length")
	void contentLength(HttpServletResponse response) throws IOException {
		this.endpoints.add("first");
		response.setContentLength(RequestEndpoints.LARGE);
		response.getOutputStream().write(new byte[RequestEndpoints.LARGE]);
	}

	@GetMapping("/no-content")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void noContent() {
		this.endpoints.add("first");
	}

	@GetMapping("/redirect")
	void redirect(HttpServletResponse response) throws IOException {
		this.endpoints.add("first");
		response.sendRedirect("/small");
	}

	@GetMapping("/forward")
	void forward(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
		this.endpoints.add("first");
		request.getRequestDispatcher("/many/1").forward(request, response);
	}

	@GetMapping("/include")
	void include(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
		this.endpoints.add("first");
		response.getOutputStream().print("with ");
		request.getRequestDispatcher("/many/1").include(request, response);
	}

	@GetMapping("/callable")
	Callable<String> callable() {
		this.endpoints.add("first");
		return () -> {
			this.endpoints.awaitHandlerGate();
			return "callable";
		};
	}

	@GetMapping("/future")
	CompletableFuture<String> future() {
		this.endpoints.add("first");
		return CompletableFuture.supplyAsync(() -> {
			this.endpoints.awaitHandlerGate();
			return "future";
		});
	}

	@GetMapping("/sse")
	SseEmitter sse() {
		SseEmitter emitter = new SseEmitter();
		this.endpoints.add("first");
		CompletableFuture.runAsync(() -> {
			try {
				emitter.send("part");
				this.endpoints.awaitHandlerGate();
				emitter.send("end");
			}
			catch (IOException ex) {
				return; // the client went away, and the server tells the emitter
			}
			emitter.complete();
		});
		return emitter;
	}

	@GetMapping("/servlet-async-again")
	void servletAsyncAgain(HttpServletRequest request, HttpServletResponse response) {
		AsyncContext context = request.startAsync();
		if (request.getDispatcherType() == DispatcherType.REQUEST) {
			this.endpoints.add("first");
			context.start(context::dispatch);
			return;
		}
		context.start(() -> {
			try {
				response.getWriter().print("again");
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
			context.complete();
		});
	}

	@GetMapping("/servlet-async-error")
	void servletAsyncError(HttpServletRequest request, HttpServletResponse response) {
		this.endpoints.add("first");
		AsyncContext context = request.startAsync();
		context.start(() -> {
			try {
				response.sendError(409);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
			context.complete();
		});
	}

	@GetMapping("/async-filter")
	String behindAsyncFilter() {
		this.endpoints.add("second");
		return "filtered";
	}

	@GetMapping("/future-failure")
	CompletableFuture<String> futureFailure() {
		this.endpoints.add("first");
		return CompletableFuture.failedFuture(new RequestEndpoints.HandledException());
	}

	@GetMapping("/emitter-failure")
	ResponseBodyEmitter emitterFailure() {
		ResponseBodyEmitter emitter = new ResponseBodyEmitter();
		this.endpoints.add("first");
		emitter.completeWithError(new RequestEndpoints.HandledException());
		return emitter;
	}

	@GetMapping("/streaming-failure")
	StreamingResponseBody streamingFailure() {
		this.endpoints.add("first");
		return (body) -> {
			throw new RequestEndpoints.HandledException();
		};
	}

	@GetMapping("/filter-failure")
	String filterFailure() {
		this.endpoints.add("first");
		return "small";
	}

	@GetMapping("/failing-task")
	String failingTask() {
		this.endpoints.addFailing();
		this.endpoints.add("second");
		return "unharmed";
	}

	/**
	 * Starts asynchronous work of its own before the handler, and fails behind another.
	 */
	static final class AsyncFilter extends HttpFilter {

		private static final long serialVersionUID = 1L;

		private final transient RequestEndpoints endpoints;

		AsyncFilter(RequestEndpoints endpoints) {
			this.endpoints = endpoints;
		}

		@Override
		protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			if (request.getRequestURI().equals("/async-filter")
					&& request.getDispatcherType() == DispatcherType.REQUEST) {
				this.endpoints.add("first");
				AsyncContext context = request.startAsync();
				context.start(() -> {
					this.endpoints.awaitHandlerGate();
					context.dispatch();
				});
				return;
			}
			chain.doFilter(request, response);
			if (request.getRequestURI().equals("/filter-failure")) {
				throw new ServletException("behind the handler");
			}
		}

	}

}
