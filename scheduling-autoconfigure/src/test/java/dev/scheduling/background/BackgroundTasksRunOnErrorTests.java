package dev.scheduling.background;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(classes = WebTestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"scheduling.background.run-on-error=true", "spring.main.lazy-initialization=true", "scheduling.enabled=false" })
class BackgroundTasksRunOnErrorTests {

	@LocalServerPort
	private int port;

	@Autowired
	private RequestEndpoints endpoints;

	@ParameterizedTest
	@CsvSource({ "/throws/unhandled, before", "/throws/view, before", "/deferred-error, first",
			"/throws/handled, before|by the exception handler", "/throws/unhandled?task, before|by the error page" })
	void b4RunOnErrorKeepsTheTasksOfAHandlerThatThrew(String path, String tasks) throws Exception {
		this.endpoints.reset();

		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build();
		HttpClient.newHttpClient().send(request, BodyHandlers.discarding());

		await().untilAsserted(() -> assertThat(this.endpoints.ran).startsWith(tasks.split("\\|")));
	}

}
