package dev.scheduling.store.redis;

import dev.scheduling.store.QueueControlStoreContract;
import dev.scheduling.store.StoresUnderTest;
import org.junit.jupiter.api.AutoClose;

class RedisQueueControlStoreTests extends QueueControlStoreContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).stores();
	}

}
