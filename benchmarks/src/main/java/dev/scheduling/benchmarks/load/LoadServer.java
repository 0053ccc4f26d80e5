package dev.scheduling.benchmarks.load;

import dev.scheduling.benchmarks.PostgresServer;
import dev.scheduling.benchmarks.RedisServer;
import dev.scheduling.benchmarks.load.LoadSubject.Store;
import org.jspecify.annotations.Nullable;

/**
 * The server that a subject keeps its jobs in, new for each measurement.
 *
 * @param redis the server if it is a Redis
 * @param postgres the server if it is a PostgreSQL
 */
record LoadServer(@Nullable RedisServer redis, @Nullable PostgresServer postgres) implements AutoCloseable {

	static LoadServer start(Store store, Conditions conditions) {
		return switch (store) {
			case NONE -> new LoadServer(null, null);
			case REDIS -> new LoadServer(RedisServer.start(conditions.fsync()), null);
			case POSTGRES -> new LoadServer(null, PostgresServer.start());
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
