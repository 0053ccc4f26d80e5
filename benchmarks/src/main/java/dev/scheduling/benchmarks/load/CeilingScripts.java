package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;

/**
 * The smallest scripts that keep lease and acknowledgement: a hash of payloads, a list of
 * ready ids, a sorted set of leases.
 */
final class CeilingScripts implements CeilingStore {

	static final String SETTINGS = "Lettuce; a hash of payloads, a list of ready ids, a sorted set of leases; "
			+ "scripts that enqueue and fetch up to 100 and acknowledge up to 1000 jobs; `BZPOPMIN` wakes it";

	/** How many jobs one call enqueues. */
	private static final int CALL = 100;

	private static final String PAYLOADS = "{ceiling}:payloads";

	private static final String READY = "{ceiling}:ready";

	private static final String LEASES = "{ceiling}:leases";

	private static final String WAKE = "{ceiling}:wake";

	private static final String LEASE_SECONDS = "10";

	private static final double WAIT_SECONDS = 5;

	private static final String ENQUEUE = """
			redis.call('HSET', KEYS[1], unpack(ARGV))
			local ids = {}
			for i = 1, #ARGV, 2 do
				ids[#ids + 1] = ARGV[i]
			end
			if redis.call('RPUSH', KEYS[2], unpack(ids)) == #ids then
				redis.call('ZADD', KEYS[3], 0, 'wake')
			end
			""";

	private static final String FETCH = """
			local ids = redis.call('LPOP', KEYS[2], ARGV[1])
			if not ids then
				return {}
			end
			local due = redis.call('TIME')[1] + ARGV[2]
			local leases = {}
			for i = 1, #ids do
				leases[i * 2 - 1] = due
				leases[i * 2] = ids[i]
			end
			redis.call('ZADD', KEYS[3], unpack(leases))
			return { ids, redis.call('HMGET', KEYS[1], unpack(ids)) }
			""";

	private static final String ACKNOWLEDGE = """
			redis.call('HDEL', KEYS[1], unpack(ARGV))
			redis.call('ZREM', KEYS[2], unpack(ARGV))
			""";

	private final StatefulRedisConnection<String, String> redis;

	private final StatefulRedisConnection<String, String> blocking;

	private final String enqueue;

	private final String fetch;

	private final String acknowledge;

	/** Starts anywhere, so that two processes have no id in common. */
	private final AtomicLong ids = new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 48));

	CeilingScripts(RedisClient client) {
		this.redis = client.connect();
		this.blocking = client.connect();
		this.enqueue = this.redis.sync().scriptLoad(ENQUEUE);
		this.fetch = this.redis.sync().scriptLoad(FETCH);
		this.acknowledge = this.redis.sync().scriptLoad(ACKNOWLEDGE);
	}

	@Override
	public void enqueue(List<Payload> payloads) {
		RedisFuture<?>[] calls = IntStream.iterate(0, (from) -> from < payloads.size(), (from) -> from + CALL)
			.mapToObj((from) -> call(payloads.subList(from, Math.min(from + CALL, payloads.size()))))
			.toArray(RedisFuture<?>[]::new);
		LettuceFutures.awaitAll(Duration.ofMinutes(1), calls);
	}

	private RedisFuture<?> call(List<Payload> payloads) {
		List<String> arguments = new ArrayList<>(payloads.size() * 2);
		for (Payload payload : payloads) {
			arguments.add(Long.toString(this.ids.incrementAndGet(), Character.MAX_RADIX));
			arguments.add(payload.json());
		}
		return this.redis.async()
			.evalsha(this.enqueue, ScriptOutputType.STATUS, new String[] { PAYLOADS, READY, WAKE },
					arguments.toArray(String[]::new));
	}

	@Override
	public List<CeilingJob> fetch(int most) {
		List<List<String>> fetched = this.redis.sync()
			.evalsha(this.fetch, ScriptOutputType.MULTI, new String[] { PAYLOADS, READY, LEASES },
					Integer.toString(most), LEASE_SECONDS);
		if (fetched.isEmpty()) {
			this.blocking.sync().bzpopmin(WAIT_SECONDS, WAKE);
			return List.of();
		}
		List<String> payloads = fetched.get(1);
		return IntStream.range(0, payloads.size())
			.mapToObj((job) -> new CeilingJob(fetched.get(0).get(job), payloads.get(job)))
			.toList();
	}

	@Override
	public void acknowledge(List<String> done) {
		this.redis.sync()
			.evalsha(this.acknowledge, ScriptOutputType.STATUS, new String[] { PAYLOADS, LEASES },
					done.toArray(String[]::new));
	}

}
