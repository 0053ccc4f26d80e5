package dev.scheduling.autoconfigure;

import dev.scheduling.StartFailedException;

/**
 * There is no connection factory that could be copied.
 */
final class RedisDriverException extends StartFailedException {

	private RedisDriverException(String description, String action) {
		super(description, action);
	}

	static RedisDriverException notLettuce(Class<?> factory) {
		return new RedisDriverException("""
				The application's connection to Redis is a %s, but periodic tasks need Lettuce: other drivers cannot \
				bound their waiting and queueing as that needs.""".formatted(factory.getSimpleName()), """
				Choose one:
				  - use Lettuce, Boot's default:  remove 'spring.data.redis.client-type=jedis' and the Jedis dependency
				  - run without Redis:            scheduling.store=memory   (nothing survives a restart)""");
	}

	static RedisDriverException noSingleFactory(long count) {
		return new RedisDriverException("""
				Periodic tasks need one connection to Redis, because 'scheduling.store' is 'redis', but the \
				application has %s beans of type RedisConnectionFactory.""".formatted((count == 0) ? "no" : count), """
				Choose one:
				  - let Boot create it:       set spring.data.redis.*, and do not exclude DataRedisAutoConfiguration
				  - if there are several:     mark the one to use with @Primary
				  - run without Redis:        scheduling.store=memory   (nothing survives a restart)""");
	}

}
