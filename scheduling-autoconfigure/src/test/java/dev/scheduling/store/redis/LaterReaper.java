package dev.scheduling.store.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import dev.scheduling.store.ReapRules;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Reaps queues as if much time had passed, to see what is left when all that is kept for
 * a time is no longer kept.
 */
public final class LaterReaper {

	private static final int MOST_PASSES = 200;

	private static final byte[] TIME = RedisKeys.bytes(RedisJobFixture.TIME);

	private final RedisConnectionFactory connections;

	private final String namespace;

	/**
	 * Creates a reaper.
	 * @param connections the connections
	 * @param namespace the namespace of the queues
	 */
	public LaterReaper(RedisConnectionFactory connections, String namespace) {
		this.connections = connections;
		this.namespace = namespace;
	}

	/**
	 * Reaps until nothing changes. No worker may run.
	 * @param after how much time has passed
	 * @return the keys that are left, apart from those that never end
	 */
	public Set<String> reap(Duration after) {
		RedisJobLeaseStore leases = new RedisJobLeaseStore(this.connections, this.namespace, new Random(),
				RedisJobFixture.TIME);
		try (RedisConnection connection = this.connections.getConnection()) {
			setTime(connection, after);
			for (String queue : queues(connection)) {
				for (int pass = 0; pass < MOST_PASSES; pass++) {
					leases.reap(queue, ReapRules.of(Duration.ofSeconds(1)));
				}
			}
			connection.keyCommands().del(TIME);
			Set<String> left = keys(connection);
			left.removeIf((key) -> key.endsWith("}:meta"));
			return left;
		}
	}

	/** By their keys: which queues there are, an emptied Redis learns after a while. */
	private Set<String> queues(RedisConnection connection) {
		Set<String> queues = new TreeSet<>();
		keys(connection)
			.forEach((key) -> queues.add(key.substring(key.indexOf("/q/") + "/q/".length(), key.indexOf('}'))));
		return queues;
	}

	private Set<String> keys(RedisConnection connection) {
		Set<String> keys = new TreeSet<>();
		connection.keyCommands()
			.keys(RedisKeys.bytes("scheduling:{%s/q/*".formatted(this.namespace)))
			.forEach((key) -> keys.add(RedisKeys.text(key)));
		return keys;
	}

	private static void setTime(RedisConnection connection, Duration after) {
		long micros = TimeUnit.MILLISECONDS.toMicros(Instant.now().plus(after).toEpochMilli());
		connection.stringCommands().set(TIME, RedisKeys.bytes(Long.toString(micros)));
	}

}
