package dev.scheduling.store.redis;

import java.util.function.Function;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * Lends connections to scripts.
 */
@FunctionalInterface
interface ScriptConnections {

	/**
	 * Calls something with a connection.
	 * @param <T> what it answers
	 * @param key the key whose server is meant
	 * @param call what to call
	 * @return the answer, once it is as sure as these connections promise
	 */
	<T> T call(byte[] key, Function<RedisConnection, T> call);

}
