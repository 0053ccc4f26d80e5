package dev.scheduling.store.redis;

import dev.scheduling.store.JobChangeContract;
import dev.scheduling.store.StoresUnderTest;
import org.junit.jupiter.api.AutoClose;

class RedisJobChangeTests extends JobChangeContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).stores();
	}

}
