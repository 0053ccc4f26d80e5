package dev.scheduling.store.redis;

import java.time.Duration;

import dev.scheduling.store.DurableTickStore;
import dev.scheduling.store.DurableTickPolicyContract;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.TaskControlStore;
import dev.scheduling.testing.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * The contract once more, with every script sent twice.
 */
class ReplayedDurableTickPolicyTests extends DurableTickPolicyContract {

	private static RedisJobFixture redis;

	private JobStore store;

	private JobLeaseStore leases;

	private DurableTickStore ticks;

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
		this.store = redis.replayed().store();
		this.leases = redis.replayed().leases();
		this.ticks = redis.replayed().ticks();
		this.controls = redis.stores().controls();
		super.prepare();
	}

	@Override
	protected DurableTickStore ticks() {
		return this.ticks;
	}

	@Override
	protected TaskControlStore controls() {
		return this.controls;
	}

	@Override
	protected JobStore store() {
		return this.store;
	}

	@Override
	protected JobLeaseStore leases() {
		return this.leases;
	}

	@Override
	protected void advance(Duration by) {
		redis.advance(by);
	}

}
