package dev.scheduling.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import dev.scheduling.sample.rates.ExternalRates;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the whole application, with a Redis of its own.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.home=target/test-home", "sample.own-redis=true" })
class SampleApplicationTests {

	private static final Path home = Path.of("target/test-home");

	private final RestClient http = RestClient.create();

	@LocalServerPort
	private int port;

	@Test
	void connectsToTheRedisThatItStarted(@Autowired StringRedisTemplate redis) {
		redis.opsForValue().set("greeting", "hello");

		assertThat(redis.opsForValue().get("greeting")).isEqualTo("hello");
		assertThat(home.resolve("redis/redis.pid")).exists();
	}

	@Test
	void writesAMailToAUserWhoSignedUp() {
		String email = UUID.randomUUID() + "@example.org";

		HttpStatusCode status = post("/api/v1/users", "{\"name\": \"Ada\", \"email\": \"%s\"}".formatted(email));

		assertThat(status).isEqualTo(HttpStatus.CREATED);
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(home.resolve("outbox").toFile().listFiles())
				.anySatisfy((mail) -> assertThat(mail).content().contains("To: " + email, "Hello Ada")));
	}

	@Test
	void refusesAUserWithoutAnAddress() {
		assertThat(post("/api/v1/users", "{\"name\": \"Ada\"}")).isEqualTo(HttpStatus.BAD_REQUEST);
	}

	@Test
	void createsASession() {
		assertThat(post("/api/v1/sessions", "")).isEqualTo(HttpStatus.CREATED);
	}

	@Test
	void fetchesTheRatesFromItsOwnPort(@Autowired Maintenance maintenance, @Autowired ExternalRates rates) {
		maintenance.syncExternalData();

		assertThat(rates.latest()).isPresent();
	}

	private HttpStatusCode post(String path, String body) {
		return this.http.post()
			.uri("http://localhost:" + this.port + path)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange((request, response) -> response.getStatusCode());
	}

}
