package dev.scheduling.store.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.scheduling.testing.RedisProcess;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A Redis whose time a test sets, for the tests of the job stores.
 */
final class RedisJobFixture implements AutoCloseable {

	static final String TIME = "test-time";

	static final String NAMESPACE = "test";

	private final RedisProcess redis;

	private final LettuceConnectionFactory connections;

	private long micros;

	RedisJobFixture(RedisProcess redis) {
		this.redis = redis;
		this.connections = new LettuceConnectionFactory("127.0.0.1", redis.port());
		this.connections.afterPropertiesSet();
		this.connections.start();
	}

	LettuceConnectionFactory connections() {
		return this.connections;
	}

	void empty(Instant start) {
		try (RedisConnection connection = this.connections.getConnection()) {
			connection.serverCommands().flushAll();
		}
		this.micros = TimeUnit.MILLISECONDS.toMicros(start.toEpochMilli());
		advance(Duration.ZERO);
	}

	void advance(Duration by) {
		this.micros += TimeUnit.NANOSECONDS.toMicros(by.toNanos());
		try (RedisConnection connection = this.connections.getConnection()) {
			connection.stringCommands().set(RedisKeys.bytes(TIME), RedisKeys.bytes(Long.toString(this.micros)));
		}
	}

	Set<byte[]> keys() {
		try (RedisConnection connection = this.connections.getConnection()) {
			return connection.keyCommands().keys(RedisKeys.bytes("*"));
		}
	}

	RedisJobStore store() {
		return new RedisJobStore(this.connections, NAMESPACE, TIME);
	}

	RedisJobLeaseStore leases() {
		return new RedisJobLeaseStore(this.connections, NAMESPACE, new Random(1), TIME);
	}

	RedisDurableTickStore ticks() {
		return new RedisDurableTickStore(this.connections, NAMESPACE, TIME);
	}

	@Override
	public void close() {
		this.connections.destroy();
		this.redis.close();
	}

}
