package dev.scheduling.sample.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalRedis}, with real processes.
 */
class LocalRedisTests {

	@TempDir
	private Path folder;

	@AfterEach
	void stopRedis() {
		LocalRedis.find(this.folder).ifPresent(LocalRedis::stop);
	}

	@Test
	void findsTheProcessThatItStarted() {
		LocalRedis started = LocalRedis.start(this.folder, TestRedis.executable(this.folder));

		assertThat(LocalRedis.find(this.folder)).hasValue(started);
		assertThat(ProcessHandle.of(started.processId())).isPresent();
	}

	@Test
	void keepsItsDataInTheFolder() {
		LocalRedis.start(this.folder, TestRedis.executable(this.folder));

		assertThat(this.folder).isDirectoryRecursivelyContaining("glob:**appendonly*");
	}

	@Test
	void stopsByProcessId() {
		LocalRedis started = LocalRedis.start(this.folder, TestRedis.executable(this.folder));

		started.stop();

		assertThat(started.isRunning()).isFalse();
		assertThat(LocalRedis.find(this.folder)).isEmpty();
	}

	@Test
	void startsInAFolderWithBlanksInItsName() throws IOException {
		Path blanks = Files.createDirectory(this.folder.resolve("a b"));

		LocalRedis started = LocalRedis.start(blanks, TestRedis.executable(this.folder));

		assertThat(LocalRedis.find(blanks)).hasValue(started);
		started.stop();
	}

	@Test
	void leavesAProcessAloneThatHasTheIdButIsNoRedis() throws IOException {
		LocalRedis started = LocalRedis.start(this.folder, TestRedis.executable(this.folder));
		Files.writeString(this.folder.resolve("redis.pid"), Long.toString(ProcessHandle.current().pid()));

		assertThat(LocalRedis.find(this.folder)).isEmpty();
		started.stop();
	}

	@Test
	void unpacksAProgramWhereNoneIsInstalled() {
		Path executable = RedisExecutable.find("", this.folder.resolve("bin"));

		LocalRedis started = LocalRedis.start(this.folder, executable);

		assertThat(executable).startsWith(this.folder);
		assertThat(started.isRunning()).isTrue();
	}

}
