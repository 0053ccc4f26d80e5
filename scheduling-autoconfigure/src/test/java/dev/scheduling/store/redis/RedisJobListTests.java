package dev.scheduling.store.redis;

import dev.scheduling.store.JobListContract;
import dev.scheduling.store.StoresUnderTest;
import org.junit.jupiter.api.AutoClose;

class RedisJobListTests extends JobListContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).stores();
	}

}
