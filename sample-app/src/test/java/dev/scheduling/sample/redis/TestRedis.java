package dev.scheduling.sample.redis;

import java.nio.file.Path;

/**
 * The program that the tests start.
 */
final class TestRedis {

	private TestRedis() {
	}

	static Path executable(Path folder) {
		return RedisExecutable.find(System.getenv("PATH"), folder.resolve("bin"));
	}

}
