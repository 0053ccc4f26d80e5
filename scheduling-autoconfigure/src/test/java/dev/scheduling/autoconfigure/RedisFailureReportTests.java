package dev.scheduling.autoconfigure;

import java.time.Duration;

import dev.scheduling.periodic.Periodic;
import dev.scheduling.testing.RedisProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person sees when Redis is not there, or not fit for its task.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisFailureReportTests {

	@Test
	void saysWhereRedisWasExpectedWhyAndWhatToDo(CapturedOutput output) {
		String report = FailedStart.of(Reports.class).yaml("""
				spring.data.redis:
				  host: 127.0.0.1
				  port: 1
				""").report(output);

		assertThat(report).isEqualTo(
				"""
						Description:

						Could not reach Redis at 127.0.0.1:1 (Connection refused; 2 attempts in 1 s).
						It is needed because 'scheduling.store' is 'redis': ticks are claimed there, so that one node of the \
						cluster runs them (task 'nightly-report').
						The address was given by 'spring.data.redis.host' (application.yml:2), 'spring.data.redis.port' \
						(application.yml:3).

						Action:

						Choose one:
						  - start Redis:            docker run -d -p 6379:6379 redis:8
						  - let Boot start it:      add 'spring-boot-docker-compose' and a compose.yml with a 'redis' service
						  - use another server:     spring.data.redis.url=redis://user:password@host:6379
						  - work without Redis:     scheduling.store=memory   (one node only, nothing survives a restart)
						  - start all the same:     scheduling.redis.required-at-startup=false   (tasks wait until Redis is there)\
						""");
	}

	@Test
	void startsWithoutRedisWhereThatIsAllowed(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--spring.data.redis.port=1",
				"--scheduling.redis.required-at-startup=false")) {
			assertThat(context.getBean(RedisStartupCheck.class).describe())
				.isEqualTo("Redis at localhost:1 (not reached yet)");
			assertThat(output).contains("The application starts without it");
		}
	}

	@Test
	void knowsVersionAndAddressOnceStarted() {
		try (RedisProcess redis = RedisProcess.start();
				ConfigurableApplicationContext context = start("--spring.data.redis.port=" + redis.port())) {
			assertThat(context.getBean(RedisStartupCheck.class).describe())
				.matches("Redis \\d+\\.\\d+\\.\\d+ at localhost:" + redis.port());
		}
	}

	@Test
	void refusesARedisThatEvictsKeys(CapturedOutput output) {
		try (RedisProcess redis = RedisProcess.start("--maxmemory-policy", "allkeys-lru")) {
			String report = FailedStart.of(Reports.class)
				.with("--spring.data.redis.port=" + redis.port())
				.report(output);

			assertThat(report).isEqualTo(
					"""
							Description:

							Redis at localhost:%d has the maxmemory-policy 'allkeys-lru': when memory is short it may drop locks \
							and claimed ticks, so that a task runs twice or not at all.
							The address was given by 'spring.data.redis.port' (command line).

							Action:

							Choose one:
							  - set the policy:       CONFIG SET maxmemory-policy noeviction   (and in redis.conf, or at your provider)
							  - use another server:   spring.data.redis.url=redis://user:password@host:6379
							  - accept the risk:      scheduling.redis.eviction-check=warn"""
						.formatted(redis.port()));
		}
	}

	@Test
	void warnsOfEvictionWhereThatIsAccepted(CapturedOutput output) {
		try (RedisProcess redis = RedisProcess.start("--maxmemory-policy", "allkeys-lru");
				ConfigurableApplicationContext context = start("--spring.data.redis.port=" + redis.port(),
						"--scheduling.redis.eviction-check=warn")) {
			assertThat(context.isRunning()).isTrue();
			assertThat(output).contains("WARN").contains("has the maxmemory-policy 'allkeys-lru'");
		}
	}

	@Test
	void doesNotLookAtEvictionWhereThatIsOff(CapturedOutput output) {
		try (RedisProcess redis = RedisProcess.start("--maxmemory-policy", "allkeys-lru");
				ConfigurableApplicationContext context = start("--spring.data.redis.port=" + redis.port(),
						"--scheduling.redis.eviction-check=off")) {
			assertThat(context.isRunning()).isTrue();
			assertThat(output).doesNotContain("maxmemory-policy");
		}
	}

	@Test
	void refusesAnOldRedis() {
		RedisServer server = new RedisServer("6.0.16", RedisServer.NO_EVICTION, "0", "0");
		RedisUnfitException exception = RedisUnfitException.tooOld(new RedisAddress("localhost:6379",
				"The address is the default; no 'spring.data.redis.*' property gives one."), server);

		assertThat(server.isTooOld()).isTrue();
		assertThat(new RedisServer("6.2.0", RedisServer.NO_EVICTION, "0", "0").isTooOld()).isFalse();
		assertThat(new RedisServer("8.0.1", RedisServer.NO_EVICTION, "0", "0").isTooOld()).isFalse();
		assertThat(exception.description()).isEqualTo("""
				Redis at localhost:6379 has version 6.0.16, but 6.2 is the oldest that works.
				The address is the default; no 'spring.data.redis.*' property gives one.""");
		assertThat(exception.action()).isEqualTo(
				"""
						Update Redis, use another server (spring.data.redis.url=redis://user:password@host:6379), or work without \
						it (scheduling.store=memory, nothing survives a restart).""");
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		SpringApplication application = new SpringApplication(Reports.class, FailedStart.Wiring.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run(arguments);
	}

	static class Reports {

		@Periodic(interval = "1h")
		void nightlyReport() {
		}

		@Bean
		static Patience patience() {
			return new Patience(2, Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofMillis(2100));
		}

	}

}
