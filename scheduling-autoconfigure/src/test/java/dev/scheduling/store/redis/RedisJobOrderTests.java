package dev.scheduling.store.redis;

import dev.scheduling.store.JobOrderContract;
import dev.scheduling.store.StoresUnderTest;
import org.junit.jupiter.api.AutoClose;

class RedisJobOrderTests extends JobOrderContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).stores();
	}

}
