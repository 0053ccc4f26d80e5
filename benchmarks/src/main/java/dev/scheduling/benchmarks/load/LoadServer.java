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
 * @param proxy stands before the server if it is to be slow
 */
record LoadServer(@Nullable RedisServer redis, @Nullable PostgresServer postgres,
		@Nullable DelayingProxy proxy) implements AutoCloseable {

	static LoadServer start(Store store, Conditions conditions) {
		return switch (store) {
			case NONE -> new LoadServer(null, null, null);
			case REDIS -> redis(RedisServer.start(conditions.fsync()), conditions);
			case POSTGRES -> new LoadServer(null, PostgresServer.start(), null);
		};
	}

	private static LoadServer redis(RedisServer redis, Conditions conditions) {
		return new LoadServer(redis, null,
				conditions.delay().isZero() ? null : DelayingProxy.start(redis.port(), conditions.delay()));
	}

	/** Where the subject connects to. */
	int port() {
		if (this.proxy != null) {
			return this.proxy.port();
		}
		if (this.redis != null) {
			return this.redis.port();
		}
		return (this.postgres != null) ? this.postgres.port() : 0;
	}

	@Override
	public void close() {
		if (this.proxy != null) {
			this.proxy.close();
		}
		if (this.redis != null) {
			this.redis.close();
		}
		if (this.postgres != null) {
			this.postgres.close();
		}
	}

}
