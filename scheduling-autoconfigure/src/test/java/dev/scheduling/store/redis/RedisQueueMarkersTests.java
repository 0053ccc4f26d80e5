package dev.scheduling.store.redis;

import dev.scheduling.store.QueueMarkers;
import dev.scheduling.store.QueueMarkersContract;
import dev.scheduling.store.StoresUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class RedisQueueMarkersTests extends QueueMarkersContract {

	@AutoClose
	private static final RedisJobFixture redis = new RedisJobFixture();

	private static LettuceConnectionFactory blocking;

	@AutoClose
	private final RedisQueueMarkers markers = new RedisQueueMarkers(blocking, RedisJobFixture.NAMESPACE);

	@BeforeAll
	static void openBlockingConnections() {
		blocking = redis.unsharedConnections();
	}

	@AfterAll
	static void closeBlockingConnections() {
		blocking.destroy();
	}

	@Override
	protected StoresUnderTest open() {
		return redis.empty(START).stores();
	}

	@Override
	protected QueueMarkers markers() {
		return this.markers;
	}

}
