package dev.scheduling.store.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.scheduling.store.StoresUnderTest;
import dev.scheduling.testing.RedisProcess;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A Redis whose time a test sets, for the tests of the stores.
 */
final class RedisJobFixture implements AutoCloseable {

	static final String TIME = "test-time";

	static final String NAMESPACE = "test";

	private final RedisProcess redis;

	private final LettuceConnectionFactory connections;

	private long micros;

	RedisJobFixture() {
		this(RedisProcess.start());
	}

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

	/**
	 * Removes all that Redis holds, and sets its time.
	 * @param start the time
	 * @return this Redis
	 */
	RedisJobFixture empty(Instant start) {
		try (RedisConnection connection = this.connections.getConnection()) {
			connection.serverCommands().flushAll();
		}
		this.micros = TimeUnit.MILLISECONDS.toMicros(start.toEpochMilli());
		advance(Duration.ZERO);
		return this;
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

	/** Stores that send each script twice. */
	Stores replayed() {
		return new Stores(ReplayingConnections.over(this.connections));
	}

	@Override
	public void close() {
		this.connections.destroy();
		this.redis.close();
	}

	/** All stores in this Redis, on its time. */
	final class Stores implements StoresUnderTest {

		private final RedisJobStore jobs;

		private final RedisJobLeaseStore leases;

		private final RedisQueueControlStore queueControls;

		private final RedisDurableTickStore ticks;

		private final RedisPeriodicStore periodic;

		private final RedisTaskControlStore taskControls;

		private Stores(RedisConnectionFactory connections) {
			this.jobs = new RedisJobStore(connections, NAMESPACE, TIME);
			this.leases = new RedisJobLeaseStore(connections, NAMESPACE, new Random(1), TIME);
			this.queueControls = new RedisQueueControlStore(connections, NAMESPACE, TIME);
			this.ticks = new RedisDurableTickStore(connections, NAMESPACE, TIME);
			this.periodic = new RedisPeriodicStore(connections, NAMESPACE, true, TIME);
			this.taskControls = new RedisTaskControlStore(connections, NAMESPACE);
		}

		@Override
		public RedisJobStore jobs() {
			return this.jobs;
		}

		@Override
		public RedisJobLeaseStore leases() {
			return this.leases;
		}

		@Override
		public RedisQueueControlStore queueControls() {
			return this.queueControls;
		}

		@Override
		public RedisDurableTickStore ticks() {
			return this.ticks;
		}

		@Override
		public RedisPeriodicStore periodic() {
			return this.periodic;
		}

		@Override
		public RedisTaskControlStore taskControls() {
			return this.taskControls;
		}

		@Override
		public void advance(Duration by) {
			RedisJobFixture.this.advance(by);
		}

	}

}
