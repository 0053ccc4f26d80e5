package dev.scheduling.store.redis;

import dev.scheduling.store.DurableTickPolicyContract;
import dev.scheduling.store.StoresUnderTest;
import org.junit.jupiter.api.AutoClose;

/**
 * The policies of durable ticks in Redis.
 */
class RedisDurableTickPolicyTests extends DurableTickPolicyContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).stores();
	}

}
