package dev.scheduling.store.redis;

import dev.scheduling.store.ParkedJobsContract;
import dev.scheduling.store.StoresUnderTest;
import org.junit.jupiter.api.AutoClose;

class RedisParkedJobsTests extends ParkedJobsContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).stores();
	}

}
