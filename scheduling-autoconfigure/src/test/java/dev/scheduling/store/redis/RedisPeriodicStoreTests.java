package dev.scheduling.store.redis;

import java.time.Duration;

import dev.scheduling.store.PeriodicStoreContract;
import dev.scheduling.store.StoresUnderTest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnection;

import static org.assertj.core.api.Assertions.assertThat;

class RedisPeriodicStoreTests extends PeriodicStoreContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).stores();
	}

	@Test
	void forgottenScriptsAreSentAgain() {
		store().sweep("one", Duration.ofSeconds(10));
		try (RedisConnection connection = redis.connections().getConnection()) {
			connection.scriptingCommands().scriptFlush();
		}

		assertThat(store().sweep("one", Duration.ofSeconds(10)).running()).isZero();
	}

	@Test
	void clockFollowsRedisAndIsNeverAheadOfIt() {
		store().sweep("one", Duration.ofSeconds(10));

		assertThat(store().clock().instant()).isBetween(START.minusMillis(1), START.plusSeconds(5));
	}

}
