package dev.scheduling.sample.redis;

import java.nio.file.Path;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalRedisEnvironmentPostProcessor}.
 */
class LocalRedisEnvironmentPostProcessorTests {

	@TempDir
	private Path home;

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void leavesTheConfiguredRedisAlone() {
		this.environment.setProperty("spring.data.redis.url", "redis://elsewhere:6380");

		process();

		assertThat(this.environment.getProperty("spring.data.redis.port")).isNull();
		assertThat(this.home).isEmptyDirectory();
	}

	@Test
	void startsNoneForTheMemoryStore() {
		this.environment.setProperty("scheduling.store", "memory");

		process();

		assertThat(this.environment.getProperty("spring.data.redis.port")).isNull();
		assertThat(this.home).isEmptyDirectory();
	}

	@Test
	void usesItsOwnWhereOnlyOtherThingsAreConfigured() {
		this.environment.setProperty("spring.data.redis.repositories.enabled", "false");
		this.environment.setProperty("PATH", System.getenv("PATH"));

		process();

		LocalRedis started = LocalRedis.find(this.home.resolve("redis")).orElseThrow();
		assertThat(this.environment.getProperty("spring.data.redis.port", Integer.class)).isEqualTo(started.port());
		started.stop();
	}

	private void process() {
		this.environment.setProperty("sample.home", this.home.toString());
		this.environment.setProperty("sample.own-redis", "true");
		new LocalRedisEnvironmentPostProcessor((destination) -> LogFactory.getLog("test"))
			.postProcessEnvironment(this.environment, new SpringApplication());
	}

}
