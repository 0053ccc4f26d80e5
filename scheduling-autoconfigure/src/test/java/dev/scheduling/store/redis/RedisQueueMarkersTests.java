package dev.scheduling.store.redis;

import java.time.Duration;

import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.QueueControlStore;
import dev.scheduling.store.QueueMarkers;
import dev.scheduling.store.QueueMarkersContract;
import dev.scheduling.testing.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class RedisQueueMarkersTests extends QueueMarkersContract {

	private static RedisJobFixture redis;

	private static LettuceConnectionFactory blocking;

	private RedisQueueMarkers markers;

	private JobStore store;

	private JobLeaseStore leases;

	@BeforeAll
	static void startRedis() {
		redis = new RedisJobFixture(RedisProcess.start());
		blocking = redis.unsharedConnections();
	}

	@AfterAll
	static void stopRedis() {
		blocking.destroy();
		redis.close();
	}

	@BeforeEach
	void emptyRedis() {
		redis.empty(START);
		this.markers = new RedisQueueMarkers(blocking, RedisJobFixture.NAMESPACE);
		this.store = redis.stores().store();
		this.leases = redis.stores().leases();
	}

	@AfterEach
	void closeMarkers() {
		this.markers.close();
	}

	@Override
	protected QueueMarkers markers() {
		return this.markers;
	}

	@Override
	protected QueueControlStore controls() {
		return redis.stores().controlsOfQueues();
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
