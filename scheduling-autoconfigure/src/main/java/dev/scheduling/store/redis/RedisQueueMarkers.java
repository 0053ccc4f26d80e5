package dev.scheduling.store.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.scheduling.store.QueueMarkers;
import dev.scheduling.store.StoreUnavailableException;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Blocks on the markers of queues, on a connection for each group that it keeps between
 * calls. A command cannot block on keys in several slots of a Redis Cluster, and what
 * blocks holds up what is sent behind it, so there each queue is a group. Safe for use by
 * one thread for each group.
 */
public final class RedisQueueMarkers implements QueueMarkers, AutoCloseable {

	private static final Duration GRACE = Duration.ofSeconds(1);

	private final RedisConnectionFactory connections;

	private final RedisKeys keys;

	private final Map<String, RedisConnection> open = new ConcurrentHashMap<>();

	/**
	 * Creates the markers.
	 * @param connections gives a connection of its own to each who asks; commands must
	 * not time out before the longest wait
	 * @param namespace keeps applications on one Redis apart
	 */
	public RedisQueueMarkers(RedisConnectionFactory connections, String namespace) {
		this.connections = connections;
		this.keys = new RedisKeys(namespace);
	}

	@Override
	public List<List<String>> groups(Collection<String> queues) {
		return isCluster() ? queues.stream().map(List::of).toList() : QueueMarkers.super.groups(queues);
	}

	private boolean isCluster() {
		return this.connections instanceof LettuceConnectionFactory factory && factory.isClusterAware();
	}

	@Override
	public Set<String> await(Collection<String> queues, Duration atMost) throws InterruptedException {
		byte[][] names = queues.stream().map((queue) -> this.keys.queue(queue, "wake")).toArray(byte[][]::new);
		try {
			RedisFuture<KeyValue<byte[], ScoredValue<byte[]>>> answer = commands(queues).bzpopmin(seconds(atMost),
					names);
			KeyValue<byte[], ScoredValue<byte[]>> popped = answer.get(atMost.plus(GRACE).toMillis(),
					TimeUnit.MILLISECONDS);
			return (popped != null) ? queueOf(queues, RedisKeys.text(popped.getKey())) : Set.of();
		}
		catch (InterruptedException ex) {
			// Redis would go on blocking for this connection, and give it a marker.
			close(queues);
			throw ex;
		}
		catch (ExecutionException | TimeoutException ex) {
			close(queues);
			throw new StoreUnavailableException("Redis did not let this worker wait for jobs", ex);
		}
		catch (RuntimeException ex) {
			close(queues);
			throw RedisScripts.unavailable("wait for jobs", ex);
		}
	}

	/** Zero would be for ever. */
	private static double seconds(Duration atMost) {
		return Math.max(1, atMost.toMillis()) / 1000.0;
	}

	private Set<String> queueOf(Collection<String> queues, String key) {
		for (String queue : queues) {
			if (RedisKeys.text(this.keys.queue(queue, "wake")).equals(key)) {
				return Set.of(queue);
			}
		}
		return Set.of();
	}

	@SuppressWarnings("unchecked")
	private RedisClusterAsyncCommands<byte[], byte[]> commands(Collection<String> queues) {
		RedisConnection connection = this.open.computeIfAbsent(group(queues),
				(group) -> this.connections.getConnection());
		return (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
	}

	/**
	 * Whose connection it is: outside a cluster one serves all queues, whichever are
	 * asked for.
	 */
	private String group(Collection<String> queues) {
		return isCluster() ? queues.iterator().next() : "";
	}

	private void close(Collection<String> queues) {
		closeGroup(group(queues));
	}

	private void closeGroup(String group) {
		RedisConnection connection = this.open.remove(group);
		if (connection != null) {
			connection.close();
		}
	}

	@Override
	public void close() {
		List.copyOf(this.open.keySet()).forEach(this::closeGroup);
	}

}
