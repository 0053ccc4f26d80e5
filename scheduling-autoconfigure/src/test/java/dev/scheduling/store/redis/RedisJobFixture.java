package dev.scheduling.store.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.scheduling.testing.RedisProcess;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
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

	LettuceConnectionFactory unsharedConnections() {
		LettuceConnectionFactory unshared = new LettuceConnectionFactory("127.0.0.1", this.redis.port());
		unshared.setShareNativeConnection(false);
		unshared.afterPropertiesSet();
		unshared.start();
		return unshared;
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
			connection.keyCommands()
				.keys(RedisKeys.bytes("scheduling:*:lock:*"))
				.forEach((lock) -> age(connection, lock, by));
		}
	}

	/** What Redis lets expire by its own clock. */
	private static void age(RedisConnection connection, byte[] key, Duration by) {
		Long left = connection.keyCommands().pTtl(key);
		if (left != null && left > 0) {
			connection.keyCommands().pExpire(key, left - by.toMillis());
		}
	}

	LettuceConnectionFactory connections() {
		return this.connections;
	}

	/**
	 * Counts what Redis holds of a queue, apart from its counters and marks.
	 * @return per key its elements or fields
	 */
	Map<String, Long> sizes() {
		try (RedisConnection connection = this.connections.getConnection()) {
			Map<String, Long> sizes = new TreeMap<>();
			for (byte[] key : connection.keyCommands().keys(RedisKeys.bytes("scheduling:{*"))) {
				sizes.put(RedisKeys.text(key), size(connection, key));
			}
			return sizes;
		}
	}

	private static Long size(RedisConnection connection, byte[] key) {
		return switch (connection.keyCommands().type(key)) {
			case HASH -> connection.hashCommands().hLen(key);
			case ZSET -> connection.zSetCommands().zCard(key);
			case LIST -> connection.listCommands().lLen(key);
			default -> throw new IllegalStateException(RedisKeys.text(key));
		};
	}

	void limitMemory(boolean limited) {
		try (RedisConnection connection = this.connections.getConnection()) {
			connection.serverCommands().setConfig("maxmemory", limited ? "1" : "0");
		}
	}

	Stores stores() {
		return new Stores(this.connections);
	}

	Stores replayed() {
		return new Stores(ReplayingConnections.over(this.connections));
	}

	@Override
	public void close() {
		this.connections.destroy();
		this.redis.close();
	}

	record Stores(RedisConnectionFactory connections) {

		RedisJobStore store() {
			return new RedisJobStore(this.connections, NAMESPACE, TIME);
		}

		RedisJobLeaseStore leases() {
			return new RedisJobLeaseStore(this.connections, NAMESPACE, new Random(1), TIME);
		}

		RedisPeriodicStore periodic() {
			return new RedisPeriodicStore(this.connections, NAMESPACE, true, TIME);
		}

		RedisTaskControlStore controls() {
			return new RedisTaskControlStore(this.connections, NAMESPACE);
		}

		RedisQueueControlStore controlsOfQueues() {
			return new RedisQueueControlStore(this.connections, NAMESPACE, TIME);
		}

		RedisDurableTickStore ticks() {
			return new RedisDurableTickStore(this.connections, NAMESPACE, TIME);
		}

	}

}
