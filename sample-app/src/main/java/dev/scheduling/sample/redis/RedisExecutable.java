package dev.scheduling.sample.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import redis.embedded.core.ExecutableProvider;

/**
 * Finds a {@code redis-server}: the installed one, else the one that embedded-redis
 * ships.
 */
final class RedisExecutable {

	private RedisExecutable() {
	}

	/**
	 * Finds the program.
	 * @param searchPath folders to look into, as in the variable {@code PATH}
	 * @param folder where a shipped program is unpacked to
	 * @return an absolute path
	 */
	static Path find(String searchPath, Path folder) {
		return Stream.of(searchPath.split(File.pathSeparator))
			.map((entry) -> Path.of(entry, "redis-server").toAbsolutePath())
			.filter(Files::isExecutable)
			.findFirst()
			.orElseGet(() -> unpack(folder));
	}

	private static Path unpack(Path folder) {
		try {
			File unpacked = ExecutableProvider.newJarResourceProvider(Files.createDirectories(folder).toFile()).get();
			return unpacked.toPath().toAbsolutePath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(
					"No Redis could be unpacked into '%s'; install redis-server, or set spring.data.redis.url"
						.formatted(folder),
					ex);
		}
	}

}
