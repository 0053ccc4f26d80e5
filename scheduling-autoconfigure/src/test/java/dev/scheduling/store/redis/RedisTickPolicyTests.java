package dev.scheduling.store.redis;

import dev.scheduling.store.StoresUnderTest;
import dev.scheduling.store.TickPolicyContract;
import org.junit.jupiter.api.AutoClose;

/**
 * The policies of ticks in Redis.
 */
class RedisTickPolicyTests extends TickPolicyContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).stores();
	}

}
