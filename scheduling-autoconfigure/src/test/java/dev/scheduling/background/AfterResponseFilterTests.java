package dev.scheduling.background;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequestEvent;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.DelegatingServletOutputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class AfterResponseFilterTests {

	private final InProcessExecutor executor = new InProcessExecutor("test-", 1, 10, false, "test.queue-capacity");

	private final LongRunWarning longRuns = new LongRunWarning(Duration.ZERO, System::nanoTime);

	private final InProcessBackgroundTasks background = new InProcessBackgroundTasks(this.executor, this.longRuns,
			false);

	private final AfterResponseFilter filter = new AfterResponseFilter(this.background, false);

	private final Queue<String> events = new ConcurrentLinkedQueue<>();

	private final RecordingResponse response = new RecordingResponse();

	@AfterEach
	void stop() {
		this.executor.shutdown(Duration.ZERO);
		this.longRuns.close();
	}

	@Test
	void b1BodyIsClosedBeforeTheFirstTaskStarts() throws Exception {
		this.filter.doFilter(new MockHttpServletRequest(), this.response, adding("task"));

		await().untilAsserted(() -> assertThat(this.events).containsExactly("handled", "closed", "task"));
	}

	@Test
	void b1AsynchronousResponseIsClosedBeforeTheFirstTaskStarts() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAsyncSupported(true);
		this.filter.doFilter(request, this.response, (any, response) -> {
			this.background.add("task", () -> this.events.add("task"));
			any.startAsync(any, response);
		});
		assertThat(this.events).isEmpty();

		request.getAsyncContext().complete();

		await().untilAsserted(() -> assertThat(this.events).containsExactly("closed", "task"));
	}

	@Test
	void b1RequestThatMayGetAnErrorPageIsEndedByTheServer() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		RequestEnd end = new RequestEnd(this.background);
		ServletRequestEvent event = new ServletRequestEvent(new MockServletContext(), request);
		end.requestInitialized(event);
		this.response.setStatus(409);
		this.filter.doFilter(request, this.response, adding("task"));
		assertThat(this.executor.queued()).isOne();

		end.requestDestroyed(event);

		await().untilAsserted(() -> assertThat(this.events).containsExactly("handled", "closed", "task"));
	}

	@Test
	void b1ErrorStatusStartsTheTasksAtOnceWhereNoServerTellsOfTheEnd() throws Exception {
		this.response.setStatus(409);

		this.filter.doFilter(new MockHttpServletRequest(), this.response, adding("task"));

		await().untilAsserted(() -> assertThat(this.events).containsExactly("handled", "closed", "task"));
	}

	@Test
	void b1ServerThatTellsOfTheEndOfADispatchDoesNotEndAnAsynchronousRequest() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAsyncSupported(true);
		this.filter.doFilter(request, this.response, (any, response) -> {
			this.background.add("task", () -> this.events.add("task"));
			any.startAsync(any, response);
		});

		new RequestEnd(this.background).requestDestroyed(new ServletRequestEvent(new MockServletContext(), request));

		await().during(Duration.ofMillis(50)).until(() -> this.events.isEmpty() && this.executor.taken() == 1);
	}

	@Test
	void b1AsynchronousResponseThatMayBecomeAnErrorPageIsNotClosed() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAsyncSupported(true);
		this.filter.doFilter(request, this.response, (any, response) -> {
			this.background.add("task", () -> this.events.add("task"));
			any.startAsync(any, response);
		});
		this.response.setStatus(409);

		request.getAsyncContext().complete();

		await().untilAsserted(() -> assertThat(this.events).containsExactly("task"));
	}

	@Test
	void b6ResponseThatCannotBeClosedStartsTheTasksAllTheSame() throws Exception {
		this.response.closing = () -> {
			throw new UncheckedIOException(new IOException("gone"));
		};

		this.filter.doFilter(new MockHttpServletRequest(), this.response, adding("task"));

		await().untilAsserted(() -> assertThat(this.events).containsExactly("handled", "closed", "task"));
	}

	@Test
	void b6ExceptionThatTheClientsAbsenceCausedDropsNothing() {
		assertThatExceptionOfType(ServletException.class)
			.isThrownBy(() -> this.filter.doFilter(new MockHttpServletRequest(), this.response, (any, response) -> {
				this.background.add("task", () -> this.events.add("task"));
				throw new ServletException(new ClientAbortException());
			}));

		await().untilAsserted(() -> assertThat(this.events).containsExactly("task"));
	}

	@Test
	void b1RequestWithoutTasksIsLeftAlone() throws Exception {
		this.filter.doFilter(new MockHttpServletRequest(), this.response,
				(request, response) -> this.events.add("handled"));

		assertThat(this.events).containsExactly("handled");
	}

	@Test
	void b3AddedOnceTheRequestHasFinishedStartsAtOnce() throws Exception {
		this.filter.doFilter(new MockHttpServletRequest(), this.response, adding("during"));

		this.background.add("after", () -> this.events.add("after"));

		await().untilAsserted(() -> assertThat(this.events).containsExactly("handled", "closed", "during", "after"));
	}

	private FilterChain adding(String name) {
		return (request, response) -> {
			this.background.add(name, () -> this.events.add(name));
			this.events.add("handled");
		};
	}

	private final class RecordingResponse extends MockHttpServletResponse {

		private Runnable closing = () -> {
		};

		@Override
		public ServletOutputStream getOutputStream() {
			return new DelegatingServletOutputStream(new ByteArrayOutputStream()) {
				@Override
				public void close() {
					AfterResponseFilterTests.this.events.add("closed");
					RecordingResponse.this.closing.run();
				}
			};
		}

	}

}
