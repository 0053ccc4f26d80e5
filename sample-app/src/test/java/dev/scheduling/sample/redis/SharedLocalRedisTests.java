package dev.scheduling.sample.redis;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedLocalRedis}, with real processes.
 */
class SharedLocalRedisTests {

	@TempDir
	private Path folder;

	@AfterEach
	void stopRedis() {
		LocalRedis.find(this.folder).ifPresent(LocalRedis::stop);
	}

	@Test
	void stopsAtACleanEndWhatItStarted() {
		SharedLocalRedis shared = open();

		shared.close();

		assertThat(shared.isAdopted()).isFalse();
		assertThat(shared.redis().isRunning()).isFalse();
	}

	@Test
	void adoptsTheRedisOfAnApplicationThatWasKilled() throws Exception {
		try (OtherApplication killed = OtherApplication.start(this.folder)) {
			LocalRedis left = LocalRedis.find(this.folder).orElseThrow();

			killed.kill();

			try (SharedLocalRedis shared = open()) {
				assertThat(shared.isAdopted()).isTrue();
				assertThat(shared.redis()).isEqualTo(left);
			}
			assertThat(left.isRunning()).isFalse();
		}
	}

	@Test
	void leavesTheRedisToTheApplicationThatStillUsesIt() throws Exception {
		try (OtherApplication other = OtherApplication.start(this.folder)) {
			SharedLocalRedis shared = open();

			shared.close();

			assertThat(shared.redis().isRunning()).isTrue();
			other.end();
			assertThat(shared.redis().isRunning()).isFalse();
		}
	}

	private SharedLocalRedis open() {
		return SharedLocalRedis.open(this.folder, () -> TestRedis.executable(this.folder));
	}

}
