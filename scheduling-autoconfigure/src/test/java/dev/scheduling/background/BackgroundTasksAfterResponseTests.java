package dev.scheduling.background;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(classes = WebTestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class BackgroundTasksAfterResponseTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private RequestEndpoints endpoints;

	@Autowired
	@Qualifier("schedulingBackgroundExecutor")
	private InProcessExecutor executor;

	@BeforeEach
	void reset() {
		this.endpoints.reset();
	}

	@AfterEach
	void openGates() {
		this.endpoints.gate.countDown();
		this.endpoints.handlerGate.countDown();
		await().until(this::isIdle);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/callable", "/deferred", "/future", "/emitter", "/sse", "/servlet-async", "/streaming",
			"/async-filter" })
	void b1NoTaskStartsWhileAnAsynchronousRequestIsUnderWay(String path) throws Exception {
		this.endpoints.handlerGate = new CountDownLatch(1);

		CompletableFuture<HttpResponse<String>> response = getLater(path);
		await().until(() -> this.executor.queued() == 1);
		assertThat(this.executor.running()).isZero();
		this.endpoints.handlerGate.countDown();

		assertThat(response.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		await().until(this::isIdle);
		assertThat(this.endpoints.ran).startsWith("first");
	}

	@Test
	void b1TasksOfOneRequestRunInTheOrderTheyWereAdded() throws Exception {
		get("/many/200");

		await().until(this::isIdle);
		assertThat(this.endpoints.ran)
			.containsExactlyElementsOf(IntStream.range(0, 200).mapToObj((i) -> "task-" + i).toList());
	}

	@Test
	void b1TaskHasTheContextOfItsRequestButNotTheRequest() throws Exception {
		this.client.send(request("/context").header("tenant", "acme").build(), BodyHandlers.ofString());

		await().until(this::isIdle);
		assertThat(this.endpoints.ran).containsExactly("trace=abc tenant=acme request=null");
	}

	@ParameterizedTest
	@CsvSource({ "/error-code?task, 409, first|by the error page", "/throws/handled, 400, by the exception handler" })
	void b1NoTaskStartsWhileAnErrorPageOrExceptionHandlerWrites(String path, int status, String tasks)
			throws Exception {
		this.endpoints.handlerGate = new CountDownLatch(1);

		CompletableFuture<HttpResponse<String>> response = getLater(path);
		assertThat(this.endpoints.handlerEntered.await(20, TimeUnit.SECONDS)).isTrue();
		await().during(Duration.ofMillis(100)).until(() -> this.endpoints.ran.isEmpty() && !isIdle());
		this.endpoints.handlerGate.countDown();

		assertThat(response.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(status);
		await().until(this::isIdle);
		assertThat(this.endpoints.ran).containsExactly(tasks.split("\\|"));
	}

	@Test
	void b2FailedTaskChangesNeitherTheResponseNorTheNextTask() throws Exception {
		HttpResponse<String> response = get("/failing-task");

		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("unharmed");
		await().until(this::isIdle);
		assertThat(this.endpoints.ran).containsExactly("second");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/other-thread", "/async-method" })
	void b3AddedByAnotherThreadStartsAtOnce(String path) throws Exception {
		assertThat(get(path).body()).isEqualTo("ran before the response");
	}

	@ParameterizedTest
	@CsvSource({ "unhandled, 500", "view, 200", "status, 409" })
	void b4HandlerThatThrewDropsItsTasks(String how, int status) throws Exception {
		assertThat(get("/throws/" + how).statusCode()).isEqualTo(status);

		await().until(this::isIdle);
		assertThat(this.endpoints.ran).isEmpty();
	}

	@Test
	void b4ErrorPageKeepsTheTasksThatItAdds() throws Exception {
		assertThat(get("/throws/unhandled?task").statusCode()).isEqualTo(500);

		await().until(this::isIdle);
		assertThat(this.endpoints.ran).containsExactly("by the error page");
	}

	@Test
	void b4ErrorStatusWithoutAnExceptionChangesNothing() throws Exception {
		assertThat(get("/error-code").body()).isEqualTo("error 409");

		await().until(this::isIdle);
		assertThat(this.endpoints.ran).containsExactly("first");
	}

	@Test
	void b4FilterThatThrewBehindTheHandlerDropsItsTasks() throws Exception {
		get("/filter-failure");

		await().until(this::isIdle);
		assertThat(this.endpoints.ran).isEmpty();
	}

	@Test
	void b4HandledExceptionDropsTheTasksBeforeItAndKeepsThoseOfItsHandler() throws Exception {
		assertThat(get("/throws/handled").body()).isEqualTo("handled");

		await().until(this::isIdle);
		assertThat(this.endpoints.ran).containsExactly("by the exception handler");
	}

	@ParameterizedTest
	@CsvSource({ "/deferred-error, 400", "/callable-error, 400", "/deferred-timeout, 503", "/future-failure, 500",
			"/emitter-failure, 500", "/streaming-failure, 500" })
	void b4AsynchronousFailureDropsTheTasksBeforeIt(String path, int status) throws Exception {
		assertThat(get(path).statusCode()).isEqualTo(status);

		await().until(this::isIdle);
		assertThat(this.endpoints.ran).doesNotContain("first");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/slow-large", "/callable", "/deferred", "/future", "/emitter", "/sse", "/servlet-async",
			"/streaming" })
	void b6ClientThatWentAwayChangesNothing(String path) throws Exception {
		this.endpoints.handlerGate = new CountDownLatch(1);
		RawHttpClient client = new RawHttpClient(this.port);
		client.send("GET", path);
		await().until(() -> this.executor.queued() == 1);
		client.reset();

		this.endpoints.handlerGate.countDown();

		await().until(this::isIdle);
		assertThat(this.endpoints.ran).containsExactly("first");
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.client.send(request(path).build(), BodyHandlers.ofString());
	}

	private CompletableFuture<HttpResponse<String>> getLater(String path) {
		return this.client.sendAsync(request(path).build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).timeout(PATIENCE);
	}

	private boolean isIdle() {
		return this.executor.taken() == 0;
	}

}
