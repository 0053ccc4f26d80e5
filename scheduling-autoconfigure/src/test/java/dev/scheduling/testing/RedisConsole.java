package dev.scheduling.testing;

import java.time.Duration;
import java.util.function.Function;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;

/**
 * What tests tell and ask a Redis, each time on a connection of its own.
 */
public final class RedisConsole {

	private static final RedisClient client = RedisClient.create();

	private RedisConsole() {
	}

	/**
	 * Asks a Redis.
	 * @param <T> what it answers
	 * @param redis the process
	 * @param question what to ask
	 * @return the answer
	 */
	public static <T> T ask(RedisProcess redis, Function<RedisCommands<String, String>, T> question) {
		return ask(RedisURI.Builder.redis("127.0.0.1", redis.port()), question);
	}

	/**
	 * Asks a Redis that wants more than an address.
	 * @param <T> what it answers
	 * @param address the address
	 * @param question what to ask
	 * @return the answer
	 */
	public static <T> T ask(RedisURI.Builder address, Function<RedisCommands<String, String>, T> question) {
		try (StatefulRedisConnection<String, String> connection = client
			.connect(address.withTimeout(Duration.ofSeconds(5)).build())) {
			return question.apply(connection.sync());
		}
	}

}
