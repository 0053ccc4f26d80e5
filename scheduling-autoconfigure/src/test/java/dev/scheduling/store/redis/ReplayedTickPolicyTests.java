package dev.scheduling.store.redis;

import dev.scheduling.store.TickPolicyContract;
import dev.scheduling.store.StoresUnderTest;
import org.junit.jupiter.api.AutoClose;

/**
 * The contract once more, with every script sent twice.
 */
class ReplayedTickPolicyTests extends TickPolicyContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).replayed();
	}

}
