package dev.scheduling.store.redis;

import dev.scheduling.store.UniqueKeyContract;
import dev.scheduling.store.StoresUnderTest;
import org.junit.jupiter.api.AutoClose;

class RedisUniqueKeyTests extends UniqueKeyContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).stores();
	}

}
