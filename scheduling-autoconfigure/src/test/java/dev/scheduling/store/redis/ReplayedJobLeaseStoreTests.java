package dev.scheduling.store.redis;

import dev.scheduling.store.JobLeaseStoreContract;
import dev.scheduling.store.StoresUnderTest;
import org.junit.jupiter.api.AutoClose;

/**
 * The contract once more, with every script sent twice.
 */
class ReplayedJobLeaseStoreTests extends JobLeaseStoreContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).replayed();
	}

}
