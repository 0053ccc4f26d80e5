package dev.scheduling.store.redis;

import java.time.Duration;

import dev.scheduling.store.JobLimitContract;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.testing.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class RedisJobLimitTests extends JobLimitContract {

	private static RedisJobFixture redis;

	private JobStore store;

	private JobLeaseStore leases;

	@BeforeAll
	static void startRedis() {
		redis = new RedisJobFixture(RedisProcess.start());
	}

	@AfterAll
	static void stopRedis() {
		redis.close();
	}

	@BeforeEach
	void emptyRedis() {
		redis.empty(START);
		this.store = redis.stores().store();
		this.leases = redis.stores().leases();
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
