package dev.scheduling.background;

import java.io.ByteArrayInputStream;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the client has when the first task starts. The task is held, and so is the
 * server's thread before it sends what is left by itself: what arrives was sent before.
 */
@SpringBootTest(classes = WebTestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "server.compression.enabled=true")
class BackgroundTasksWholeBodyTests {

	@LocalServerPort
	private int port;

	@Autowired
	private RequestEndpoints endpoints;

	@Autowired
	private ServerHold server;

	@Autowired
	@Qualifier("schedulingBackgroundExecutor")
	private InProcessExecutor executor;

	@BeforeEach
	void holdTasksAndServer() {
		this.endpoints.reset();
		this.endpoints.gate = new CountDownLatch(1);
		this.server.gate = new CountDownLatch(1);
	}

	@AfterEach
	void letGo() {
		this.endpoints.gate.countDown();
		this.server.gate.countDown();
		await().until(() -> this.executor.taken() == 0);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /small, 200, 5", "GET, /large, 200, 1000000", "GET, /content-length, 200, 1000000",
			"GET, /writer, 200, 7", "HEAD, /large, 200, 0", "GET, /no-content, 204, 0", "GET, /forward, 200, 4",
			"GET, /include, 200, 9", "GET, /callable, 200, 8", "GET, /deferred, 200, 8", "GET, /future, 200, 6",
			"GET, /emitter, 200, 8", "GET, /sse, 200, 21", "GET, /servlet-async, 200, 7",
			"GET, /servlet-async-again, 200, 5", "GET, /streaming, 200, 1000003", "GET, /async-filter, 200, 8",
			"GET, /error-code, 409, 9", "GET, /servlet-async-error, 409, 9" })
	void b1ClientHasWholeBodyWhileFirstTaskStillWaits(String method, String path, int status, int length)
			throws Exception {
		try (RawHttpClient client = new RawHttpClient(this.port)) {
			RawHttpClient.Response response = client.exchange(method, path);

			assertThat(response.status()).isEqualTo(status);
			assertThat(response.body()).hasSize(length);
			assertThat(this.executor.taken()).isPositive();
			assertThat(this.endpoints.ran).isEmpty();
		}
		letGo();
		assertThat(this.endpoints.ran).startsWith("first");
	}

	@Test
	void b1CompressedBodyIsWholeToo() throws Exception {
		try (RawHttpClient client = new RawHttpClient(this.port)) {
			RawHttpClient.Response response = client.exchange("GET", "/large", "Accept-Encoding: gzip");

			assertThat(response.head()).containsEntry("content-encoding", "gzip");
			assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
				.hasSize(RequestEndpoints.LARGE);
			assertThat(this.endpoints.ran).isEmpty();
		}
	}

	@Test
	void b1HandledExceptionsBodyIsWholeToo() throws Exception {
		try (RawHttpClient client = new RawHttpClient(this.port)) {
			assertThat(client.exchange("GET", "/throws/handled").text()).isEqualTo("handled");
			assertThat(this.endpoints.ran).isEmpty();
		}
		letGo();
		assertThat(this.endpoints.ran).containsExactly("by the exception handler");
	}

	@Test
	void b1TaskOfOneRequestDoesNotHoldUpTheNextOnItsConnection() throws Exception {
		this.server.gate.countDown();
		try (RawHttpClient client = new RawHttpClient(this.port)) {
			assertThat(client.exchange("GET", "/small").text()).isEqualTo("small");
			assertThat(client.exchange("GET", "/servlet-async").text()).isEqualTo("servlet");
			assertThat(client.exchange("GET", "/error-code").text()).isEqualTo("error 409");
			assertThat(client.exchange("GET", "/redirect").status()).isEqualTo(302);
			assertThat(client.exchange("GET", "/small").text()).isEqualTo("small");
		}
		assertThat(this.endpoints.ran).isEmpty();
		assertThat(this.executor.taken()).isEqualTo(7);
	}

}
