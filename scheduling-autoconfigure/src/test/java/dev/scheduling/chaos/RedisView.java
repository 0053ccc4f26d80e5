package dev.scheduling.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.scheduling.job.JobId;
import dev.scheduling.store.redis.LaterReaper;
import dev.scheduling.store.redis.RedisJobStore;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Redis as the test sees it, past all links, and what an operator can do to it.
 */
final class RedisView implements AutoCloseable {

	/** Longer than anything is kept. */
	private static final Duration LATER = Duration.ofDays(30);

	private static final long EACH = TimeUnit.SECONDS.toNanos(10);

	private final LettuceConnectionFactory connections;

	private final RedisJobStore store;

	private final Set<String> remembered = new HashSet<>();

	private long watched = System.nanoTime();

	RedisView(int port) {
		this.connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port),
				LettuceClientConfiguration.builder().commandTimeout(Duration.ofSeconds(5)).build());
		this.connections.afterPropertiesSet();
		this.connections.start();
		this.store = new RedisJobStore(this.connections, ChaosCluster.NAMESPACE);
	}

	/** Reads the places, and keeps in mind which jobs are only remembered. */
	JobPlaces readPlaces() {
		JobPlaces places = JobPlaces.read(this.connections, ChaosCluster.NAMESPACE);
		this.remembered.addAll(places.remembered());
		return places;
	}

	/** Does that from time to time, if Redis answers. */
	void watch() {
		if (System.nanoTime() - this.watched > EACH) {
			this.watched = System.nanoTime();
			try {
				readPlaces();
			}
			catch (DataAccessException ex) {
				// Later, then: ids are remembered for a minute.
			}
		}
	}

	Set<String> remembered() {
		return Set.copyOf(this.remembered);
	}

	Map<String, StoredCounts> counts(JobPlaces places) {
		Map<String, StoredCounts> counts = new HashMap<>();
		places.of()
			.keySet()
			.forEach((id) -> this.store.find(new JobId(id)).ifPresent((job) -> counts.put(id, StoredCounts.of(job))));
		return counts;
	}

	void flushAll() {
		try (RedisConnection connection = this.connections.getConnection()) {
			connection.serverCommands().flushAll();
		}
	}

	void forgetScripts() {
		try (RedisConnection connection = this.connections.getConnection()) {
			connection.scriptingCommands().scriptFlush();
		}
	}

	/** Lets Redis have no more memory than it uses now, or as much as it likes. */
	void limitMemory(boolean limited) {
		try (RedisConnection connection = this.connections.getConnection()) {
			connection.serverCommands().setConfig("maxmemory", limited ? "1mb" : "0");
		}
	}

	/** Puts bytes that no producer of ours writes into a queue, ready to run. */
	void plant(JobId id, byte[] envelope) {
		String prefix = "scheduling:{%s/q/%s}:".formatted(ChaosCluster.NAMESPACE, id.queue());
		try (RedisConnection connection = this.connections.getConnection()) {
			connection.hashCommands().hSet(bytes(prefix + "jobs"), bytes(id.key()), envelope);
			connection.listCommands().rPush(bytes(prefix + "ready:normal"), bytes(id.key()));
		}
	}

	String version() {
		try (RedisConnection connection = this.connections.getConnection()) {
			Properties server = connection.serverCommands().info("server");
			return (server != null) ? server.getProperty("redis_version") : "?";
		}
	}

	/**
	 * Lets a month pass for the queues. No worker may run.
	 * @return the keys that are left
	 */
	Set<String> leftAfterAMonth() {
		return new LaterReaper(this.connections, ChaosCluster.NAMESPACE).reap(LATER);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.connections.destroy();
	}

}
