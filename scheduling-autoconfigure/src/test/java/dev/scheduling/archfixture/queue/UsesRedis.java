package dev.scheduling.archfixture.queue;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Breaks the table: Redis outside of its store.
 */
public class UsesRedis {

	RedisConnectionFactory connections;

}
