package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.lettuce.core.Consumer;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;

/**
 * A stream with a consumer group, which has leases by itself, but neither delays nor
 * priorities.
 */
final class CeilingStreams implements CeilingStore {

	static final String SETTINGS = "Lettuce; `XADD`; `XREADGROUP` with `COUNT 100` and `BLOCK`; `XACK` and `XDEL` of up "
			+ "to 1000 ids";

	private static final String STREAM = "{ceiling}:stream";

	private static final String GROUP = "workers";

	private static final Duration WAIT = Duration.ofSeconds(5);

	private final StatefulRedisConnection<String, String> writing;

	private final StatefulRedisConnection<String, String> reading;

	private final Consumer<String> consumer = Consumer.from(GROUP, UUID.randomUUID().toString());

	CeilingStreams(RedisClient client) {
		this.writing = client.connect();
		this.reading = client.connect();
		createGroup();
		this.writing.setAutoFlushCommands(false);
	}

	private void createGroup() {
		try {
			this.writing.sync()
				.xgroupCreate(StreamOffset.from(STREAM, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
		}
		catch (RedisBusyException ex) {
			// Another process was first.
		}
	}

	@Override
	public void enqueue(List<Payload> payloads) {
		RedisAsyncCommands<String, String> redis = this.writing.async();
		flush(payloads.stream()
			.map((payload) -> redis.xadd(STREAM, Map.of("payload", payload.json())))
			.toArray(RedisFuture<?>[]::new));
	}

	private void flush(RedisFuture<?>... calls) {
		this.writing.flushCommands();
		LettuceFutures.awaitAll(Duration.ofMinutes(1), calls);
	}

	@Override
	public List<CeilingJob> fetch(int most) {
		return this.reading.sync()
			.xreadgroup(this.consumer, XReadArgs.Builder.block(WAIT).count(most), StreamOffset.lastConsumed(STREAM))
			.stream()
			.map((message) -> new CeilingJob(message.getId(), message.getBody().getOrDefault("payload", "")))
			.toList();
	}

	@Override
	public void acknowledge(List<String> ids) {
		String[] done = ids.toArray(String[]::new);
		flush(this.writing.async().xack(STREAM, GROUP, done), this.writing.async().xdel(STREAM, done));
	}

}
