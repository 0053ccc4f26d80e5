package dev.scheduling.store.redis;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Which queues there are. They lie in no queue's slot, so a queue is noted before its
 * first use, and again by each worker that announces itself, should Redis have lost them.
 */
final class KnownQueues {

	private final RedisConnectionFactory connections;

	private final RedisKeys keys;

	private final Set<String> noted = ConcurrentHashMap.newKeySet();

	KnownQueues(RedisConnectionFactory connections, RedisKeys keys) {
		this.connections = connections;
		this.keys = keys;
	}

	/**
	 * Notes queues, each once in the life of this process.
	 * @param queues the queues
	 */
	void add(Collection<String> queues) {
		if (!this.noted.containsAll(queues)) {
			confirm(queues);
		}
	}

	/**
	 * Notes queues unless Redis knows them. A full Redis can be asked, but not written
	 * to.
	 * @param queues the queues
	 */
	void confirm(Collection<String> queues) {
		Set<String> known = read();
		try (RedisConnection connection = this.connections.getConnection()) {
			byte[][] missing = queues.stream()
				.filter((queue) -> !known.contains(queue))
				.map(RedisKeys::bytes)
				.toArray(byte[][]::new);
			if (missing.length > 0) {
				connection.setCommands().sAdd(this.keys.knownQueues(), missing);
			}
			this.noted.addAll(queues);
		}
		catch (RuntimeException ex) {
			throw RedisScripts.unavailable("note the queues " + queues, ex);
		}
	}

	Set<String> read() {
		try (RedisConnection connection = this.connections.getConnection()) {
			Set<byte[]> names = connection.setCommands().sMembers(this.keys.knownQueues());
			return Objects.requireNonNullElse(names, Set.<byte[]>of())
				.stream()
				.map(RedisKeys::text)
				.collect(Collectors.toUnmodifiableSet());
		}
		catch (RuntimeException ex) {
			throw RedisScripts.unavailable("read the queues", ex);
		}
	}

}
