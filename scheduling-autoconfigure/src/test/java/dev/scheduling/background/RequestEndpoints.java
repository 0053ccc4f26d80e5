package dev.scheduling.background;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.awaitility.Awaitility.await;

/**
 * One endpoint for each way in which a request can end.
 */
@RestController
class RequestEndpoints {

	static final int LARGE = 1_000_000;

	private final BackgroundTasks background;

	private final AsyncCaller asyncCaller;

	/**
	 * The names of the tasks that have run. Its own object per test.
	 */
	volatile Queue<String> ran = new ConcurrentLinkedQueue<>();

	/**
	 * Holds back each task.
	 */
	volatile CountDownLatch gate = new CountDownLatch(0);

	/**
	 * Holds back the handlers that wait for the test.
	 */
	volatile CountDownLatch handlerGate = new CountDownLatch(0);

	volatile CountDownLatch handlerEntered = new CountDownLatch(1);

	RequestEndpoints(BackgroundTasks background, AsyncCaller asyncCaller) {
		this.background = background;
		this.asyncCaller = asyncCaller;
	}

	void reset() {
		this.ran = new ConcurrentLinkedQueue<>();
		this.gate = new CountDownLatch(0);
		this.handlerGate = new CountDownLatch(0);
		this.handlerEntered = new CountDownLatch(1);
	}

	@GetMapping("/small")
	String small() {
		add("first");
		add("second");
		return "small";
	}

	@GetMapping("/large")
	String large() {
		add("first");
		add("second");
		return "x".repeat(LARGE);
	}

	@GetMapping("/writer")
	void writer(HttpServletResponse response) throws IOException {
		add("first");
		response.getWriter().print("written");
	}

	@GetMapping("/many/{count}")
	String many(@PathVariable int count) {
		for (int i = 0; i < count; i++) {
			add("task-" + i);
		}
		return "many";
	}

	@GetMapping("/context")
	String context() {
		MDC.put("trace", "abc");
		try {
			this.background.add("context", () -> this.ran.add("trace=" + MDC.get("trace") + " tenant="
					+ TestTenant.current() + " request=" + RequestContextHolder.getRequestAttributes()));
		}
		finally {
			MDC.remove("trace");
		}
		return "context";
	}

	@GetMapping("/error-code")
	void errorCode(HttpServletResponse response) throws IOException {
		add("first");
		response.sendError(409, "conflict");
	}

	@GetMapping("/other-thread")
	String otherThread() throws InterruptedException {
		Thread thread = new Thread(() -> add("other"));
		thread.start();
		thread.join();
		return awaitRan("other");
	}

	@GetMapping("/async-method")
	String asyncMethod() {
		this.asyncCaller.call(() -> add("async"));
		return awaitRan("async");
	}

	@GetMapping("/throws/{how}")
	String throwing(@PathVariable String how) {
		add("before");
		throw switch (how) {
			case "handled" -> new HandledException();
			case "view" -> new ViewException();
			case "status" -> new StatusException();
			default -> new IllegalStateException("unhandled");
		};
	}

	@ExceptionHandler(HandledException.class)
	ResponseEntity<String> handle() {
		add("by the exception handler");
		this.handlerEntered.countDown();
		awaitHandlerGate();
		return ResponseEntity.badRequest().body("handled");
	}

	@ExceptionHandler(ViewException.class)
	ModelAndView view() {
		return new ModelAndView((model, request, response) -> response.getWriter().print("view"));
	}

	@GetMapping("/deferred")
	DeferredResult<String> deferred() {
		DeferredResult<String> result = new DeferredResult<>();
		add("first");
		new Thread(() -> {
			awaitHandlerGate();
			result.setResult("deferred");
		}).start();
		return result;
	}

	@GetMapping("/deferred-error")
	DeferredResult<String> deferredError() {
		DeferredResult<String> result = new DeferredResult<>();
		add("first");
		result.setErrorResult(new HandledException());
		return result;
	}

	@GetMapping("/deferred-timeout")
	DeferredResult<String> deferredTimeout() {
		add("first");
		return new DeferredResult<>(1L);
	}

	@GetMapping("/callable-error")
	Callable<String> callableError() {
		add("first");
		return () -> {
			throw new HandledException();
		};
	}

	@GetMapping("/streaming")
	StreamingResponseBody streaming() {
		add("first");
		return (body) -> {
			body.write("x".repeat(LARGE).getBytes());
			body.flush();
			awaitHandlerGate();
			body.write("end".getBytes());
		};
	}

	@GetMapping("/emitter")
	ResponseBodyEmitter emitter() {
		ResponseBodyEmitter emitter = new ResponseBodyEmitter();
		add("first");
		new Thread(() -> {
			try {
				emitter.send("part ");
				awaitHandlerGate();
				emitter.send("end");
			}
			catch (IOException ex) {
				return; // the client went away, and the server tells the emitter
			}
			emitter.complete();
		}).start();
		return emitter;
	}

	@GetMapping("/servlet-async")
	void servletAsync(HttpServletRequest request, HttpServletResponse response) {
		add("first");
		AsyncContext context = request.startAsync();
		context.start(() -> {
			awaitHandlerGate();
			try {
				context.getResponse().getWriter().print("servlet");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			context.complete();
		});
	}

	@GetMapping("/slow")
	String slow() {
		this.handlerEntered.countDown();
		awaitHandlerGate();
		add("first");
		return "slow";
	}

	@GetMapping("/slow-large")
	String slowLarge() {
		add("first");
		this.handlerEntered.countDown();
		awaitHandlerGate();
		return "x".repeat(20 * LARGE);
	}

	final void add(String name) {
		Queue<String> log = this.ran;
		CountDownLatch held = this.gate;
		this.background.add(name, () -> {
			try {
				held.await();
				log.add(name);
			}
			catch (InterruptedException ex) {
				log.add(name + " interrupted");
			}
		});
	}

	final void addFailing() {
		this.background.add("failing", () -> {
			throw new IllegalStateException("mail is down");
		});
	}

	private String awaitRan(String name) {
		await().atMost(Duration.ofSeconds(10)).until(() -> this.ran.contains(name));
		return "ran before the response";
	}

	final void awaitHandlerGate() {
		try {
			this.handlerGate.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Calls on a thread of {@code @Async}.
	 */
	@Component
	static class AsyncCaller {

		@Async
		void call(Runnable work) {
			work.run();
		}

	}

	@SuppressWarnings("serial")
	static class HandledException extends RuntimeException {

	}

	@SuppressWarnings("serial")
	static class ViewException extends RuntimeException {

	}

	@SuppressWarnings("serial")
	@ResponseStatus(value = HttpStatus.CONFLICT, reason = "conflict")
	static class StatusException extends RuntimeException {

	}

}
