package dev.scheduling.benchmarks;

import dev.scheduling.benchmarks.Subject.Backing;
import org.jspecify.annotations.Nullable;

/**
 * The server that a subject keeps its state in, new for each measurement.
 *
 * @param redis the server if it is a Redis
 * @param postgres the server if it is a PostgreSQL
 */
record Backend(@Nullable RedisServer redis, @Nullable PostgresServer postgres) implements AutoCloseable {

	static Backend start(Backing backing) {
		return switch (backing) {
			case NONE -> new Backend(null, null);
			case REDIS -> new Backend(RedisServer.start(), null);
			case POSTGRES -> new Backend(null, PostgresServer.start());
		};
	}

	int port() {
		if (this.redis != null) {
			return this.redis.port();
		}
		return (this.postgres != null) ? this.postgres.port() : 0;
	}

	@Override
	public void close() {
		if (this.redis != null) {
			this.redis.close();
		}
		if (this.postgres != null) {
			this.postgres.close();
		}
	}

}
