package dev.scheduling.store.redis;

import java.time.Duration;

import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.QueueControlStoreContract;
import dev.scheduling.store.QueueControlStore;
import dev.scheduling.testing.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class RedisQueueControlStoreTests extends QueueControlStoreContract {

	private static RedisJobFixture redis;

	private JobStore store;

	private JobLeaseStore leases;

	private QueueControlStore controls;

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
		RedisJobFixture.Stores stores = redis.stores();
		this.store = stores.store();
		this.leases = stores.leases();
		this.controls = stores.controlsOfQueues();
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
	protected QueueControlStore controls() {
		return this.controls;
	}

	@Override
	protected void advance(Duration by) {
		redis.advance(by);
	}

}
