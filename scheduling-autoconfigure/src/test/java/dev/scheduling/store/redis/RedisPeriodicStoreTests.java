package dev.scheduling.store.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.PeriodicStoreContract;
import dev.scheduling.testing.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RedisPeriodicStoreTests extends PeriodicStoreContract {

	private static RedisProcess redis;

	private static LettuceConnectionFactory connections;

	private RedisPeriodicStore store;

	private long micros;

	@BeforeAll
	static void startRedis() {
		redis = RedisProcess.start();
		connections = new LettuceConnectionFactory("127.0.0.1", redis.port());
		connections.afterPropertiesSet();
		connections.start();
	}

	@AfterAll
	static void stopRedis() {
		connections.destroy();
		redis.close();
	}

	@BeforeEach
	void emptyRedis() {
		try (RedisConnection connection = connections.getConnection()) {
			connection.serverCommands().flushAll();
		}
		this.micros = TimeUnit.MILLISECONDS.toMicros(START.toEpochMilli());
		advance(Duration.ZERO);
		this.store = new RedisPeriodicStore(connections, "test", true, "test-time");
	}

	@Override
	protected PeriodicStore store() {
		return this.store;
	}

	@Override
	protected void advance(Duration by) {
		this.micros += TimeUnit.NANOSECONDS.toMicros(by.toNanos());
		try (RedisConnection connection = connections.getConnection()) {
			connection.stringCommands().set(RedisKeys.bytes("test-time"), RedisKeys.bytes(Long.toString(this.micros)));
		}
	}

	@Test
	void forgottenScriptsAreSentAgain() {
		store().sweep("one", Duration.ofSeconds(10));
		try (RedisConnection connection = connections.getConnection()) {
			connection.scriptingCommands().scriptFlush();
		}

		assertThat(store().sweep("one", Duration.ofSeconds(10)).running()).isZero();
	}

	@Test
	void clockFollowsRedisAndIsNeverAheadOfIt() {
		store().sweep("one", Duration.ofSeconds(10));

		assertThat(this.store.clock().instant()).isBetween(START.minusMillis(1), START.plusSeconds(5));
	}

}
