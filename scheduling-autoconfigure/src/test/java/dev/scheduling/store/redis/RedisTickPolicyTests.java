package dev.scheduling.store.redis;

import java.time.Duration;

import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.TaskControlStore;
import dev.scheduling.store.TickPolicyContract;
import dev.scheduling.testing.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * The policies of ticks in Redis.
 */
class RedisTickPolicyTests extends TickPolicyContract {

	private static RedisJobFixture redis;

	private PeriodicStore store;

	private TaskControlStore controls;

	@BeforeAll
	static void startRedis() {
		redis = new RedisJobFixture(RedisProcess.start());
	}

	@AfterAll
	static void stopRedis() {
		redis.close();
	}

	@BeforeEach
	@Override
	protected void prepare() {
		redis.empty(START);
		this.store = redis.stores().periodic();
		this.controls = redis.stores().controls();
		super.prepare();
	}

	@Override
	protected PeriodicStore store() {
		return this.store;
	}

	@Override
	protected TaskControlStore controls() {
		return this.controls;
	}

	@Override
	protected void advance(Duration by) {
		redis.advance(by);
	}

}
