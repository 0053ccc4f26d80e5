package dev.scheduling.store.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.scheduling.store.StoreFullException;
import dev.scheduling.store.StoreUnavailableException;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.script.DigestUtils;

/**
 * Runs scripts by their digest, and by their text when Redis has forgotten them. Each
 * answer begins with Redis' time, which goes to the clock. Safe for use by several
 * threads.
 */
final class RedisScripts {

	/**
	 * A full Redis refuses scripts that may need memory. Those that free it in the end
	 * may run all the same; Redis 6 lets a script go on that has begun with a write.
	 */
	private static final String ALLOW_OOM = "#!lua flags=allow-oom\n";

	private static final String REFUSED_ON_OOM = "#!lua\n";

	private static final String ALLOW_OOM_REDIS_6 = "redis.call('ZREM', KEYS[1], '')\n";

	private static final Pattern VERSION = Pattern.compile("redis_version:(\\d+)");

	private static final int SUPPOSED_VERSION = 7;

	private static final Duration LONGEST_INFO = Duration.ofSeconds(2);

	/** Redis 6 puts more words before these. */
	private static final String OUT_OF_MEMORY = "OOM command not allowed";

	private final ScriptConnections connections;

	private final ClusterClock clock;

	private final LongSupplier nanoTime;

	private final ConcurrentMap<RedisScript, Loaded> loaded = new ConcurrentHashMap<>();

	private volatile @Nullable Integer majorVersion;

	RedisScripts(RedisConnectionFactory connections, ClusterClock clock, LongSupplier nanoTime) {
		this(shared(connections), clock, nanoTime);
	}

	RedisScripts(ScriptConnections connections, ClusterClock clock, LongSupplier nanoTime) {
		this.connections = connections;
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	private static ScriptConnections shared(RedisConnectionFactory connections) {
		return new ScriptConnections() {

			@Override
			public <T> T call(byte[] key, Function<RedisConnection, T> call) {
				try (RedisConnection connection = connections.getConnection()) {
					return call.apply(connection);
				}
			}

		};
	}

	/**
	 * Runs a script.
	 * @param script the script; its first key is a sorted set or missing
	 * @param keys how many of the following are keys
	 * @param keysAndArguments the keys, then the arguments
	 * @return its answer: numbers as {@link Long}, texts as {@code byte[]}, the first
	 * being Redis' time in microseconds
	 * @throws StoreUnavailableException if Redis did not answer or refused
	 * @throws StoreFullException if Redis is full and the script stores something new
	 */
	List<Object> run(RedisScript script, int keys, byte[]... keysAndArguments) {
		try {
			return this.connections.call(keysAndArguments[0],
					(connection) -> run(connection, script, keys, keysAndArguments));
		}
		catch (StoreUnavailableException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw unavailable(script.name(), ex);
		}
	}

	private List<Object> run(RedisConnection connection, RedisScript script, int keys, byte[]... keysAndArguments) {
		Loaded loaded = loaded(script, connection);
		long sent = this.nanoTime.getAsLong();
		List<Object> answer = evaluate(connection, loaded, keys, keysAndArguments);
		this.clock.sample((Long) answer.get(0), sent, this.nanoTime.getAsLong());
		return answer;
	}

	static StoreUnavailableException unavailable(String operation, RuntimeException ex) {
		String reason = String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
		String message = "Redis did not carry out '%s': %s".formatted(operation, reason);
		return reason.contains(OUT_OF_MEMORY) ? new StoreFullException(message, ex)
				: new StoreUnavailableException(message, ex);
	}

	@SuppressWarnings("NullAway") // a script of ours always answers a list
	private static List<Object> evaluate(RedisConnection connection, Loaded script, int keys,
			byte[]... keysAndArguments) {
		try {
			return connection.scriptingCommands().evalSha(script.digest(), ReturnType.MULTI, keys, keysAndArguments);
		}
		catch (RuntimeException ex) {
			if (!(NestedExceptionUtils.getMostSpecificCause(ex) instanceof RedisNoScriptException)) {
				throw ex;
			}
			return connection.scriptingCommands().eval(script.text(), ReturnType.MULTI, keys, keysAndArguments);
		}
	}

	private Loaded loaded(RedisScript script, RedisConnection connection) {
		Loaded known = this.loaded.get(script);
		if (known != null) {
			return known;
		}
		String text = preamble(script, connection) + script.text();
		Loaded fresh = new Loaded(RedisKeys.bytes(text), DigestUtils.sha1DigestAsHex(text));
		this.loaded.put(script, fresh);
		return fresh;
	}

	private String preamble(RedisScript script, RedisConnection connection) {
		boolean flags = majorVersion(connection) >= 7;
		if (script.growing()) {
			return flags ? REFUSED_ON_OOM : "";
		}
		return flags ? ALLOW_OOM : ALLOW_OOM_REDIS_6;
	}

	private int majorVersion(RedisConnection connection) {
		Integer known = this.majorVersion;
		if (known == null) {
			known = majorVersion(serverInfo(connection));
			this.majorVersion = known;
		}
		return known;
	}

	/** Of any one node: in a cluster Spring Data asks all, and fails if one is down. */
	@SuppressWarnings("unchecked")
	private static String serverInfo(RedisConnection connection) {
		var commands = (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
		return LettuceFutures.awaitOrCancel(commands.info("server"), LONGEST_INFO.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static int majorVersion(String info) {
		Matcher version = VERSION.matcher(info);
		return version.find() ? Integer.parseInt(version.group(1)) : SUPPOSED_VERSION;
	}

	private record Loaded(byte[] text, String digest) {

	}

}
