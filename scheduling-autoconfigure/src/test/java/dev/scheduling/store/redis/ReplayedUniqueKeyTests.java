package dev.scheduling.store.redis;

import dev.scheduling.store.UniqueKeyContract;
import dev.scheduling.store.StoresUnderTest;
import org.junit.jupiter.api.AutoClose;

/**
 * The contract once more, with every script sent twice.
 */
class ReplayedUniqueKeyTests extends UniqueKeyContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).replayed();
	}

}
