package dev.scheduling.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;

/**
 * The scripts of the ceiling, on one connection.
 */
final class CeilingScripts {

	static final String WAKE = "{ceiling}:wake";

	private static final String PAYLOADS = "{ceiling}:payloads";

	private static final String READY = "{ceiling}:ready";

	private static final String LEASES = "{ceiling}:leases";

	private static final String LEASE_SECONDS = "10";

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

	private final RedisAsyncCommands<String, String> redis;

	private final String enqueue;

	private final String fetch;

	private final String acknowledge;

	/** Starts anywhere, so that two processes have no id in common. */
	private final AtomicLong ids = new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 48));

	CeilingScripts(StatefulRedisConnection<String, String> connection) {
		this.redis = connection.async();
		this.enqueue = connection.sync().scriptLoad(ENQUEUE);
		this.fetch = connection.sync().scriptLoad(FETCH);
		this.acknowledge = connection.sync().scriptLoad(ACKNOWLEDGE);
	}

	RedisFuture<?> enqueue(List<Payload> payloads) {
		List<String> arguments = new ArrayList<>(payloads.size() * 2);
		for (Payload payload : payloads) {
			arguments.add(Long.toString(this.ids.incrementAndGet(), Character.MAX_RADIX));
			arguments.add(payload.json());
		}
		return this.redis.evalsha(this.enqueue, ScriptOutputType.STATUS, new String[] { PAYLOADS, READY, WAKE },
				arguments.toArray(String[]::new));
	}

	/**
	 * Fetches jobs.
	 * @param most at most so many
	 * @return ids and payloads, or neither
	 */
	RedisFuture<List<List<String>>> fetch(int most) {
		return this.redis.evalsha(this.fetch, ScriptOutputType.MULTI, new String[] { PAYLOADS, READY, LEASES },
				Integer.toString(most), LEASE_SECONDS);
	}

	RedisFuture<?> acknowledge(List<String> done) {
		return this.redis.evalsha(this.acknowledge, ScriptOutputType.STATUS, new String[] { PAYLOADS, LEASES },
				done.toArray(String[]::new));
	}

}
