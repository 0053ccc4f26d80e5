package dev.scheduling.autoconfigure;

import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The connection factory that Boot makes for the application.
 */
final class BootRedis {

	private BootRedis() {
	}

	/** Boot gives it another name on virtual threads. */
	static RedisConnectionFactory factory(ApplicationContext context) {
		return context.getBeansOfType(RedisConnectionFactory.class)
			.entrySet()
			.stream()
			.filter((bean) -> bean.getKey().startsWith("redisConnectionFactory"))
			.map((bean) -> bean.getValue())
			.findFirst()
			.orElseThrow();
	}

}
