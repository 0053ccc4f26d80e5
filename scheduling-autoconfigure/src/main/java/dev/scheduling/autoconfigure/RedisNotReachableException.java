package dev.scheduling.autoconfigure;

import dev.scheduling.StartFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Redis did not answer while the application started.
 */
final class RedisNotReachableException extends StartFailedException {

	RedisNotReachableException(RedisAddress address, String tries, String reason, String need,
			@Nullable Throwable cause) {
		super("""
				Could not reach Redis at %s (%s; %s).
				It is needed because 'scheduling.store' is 'redis': %s.
				%s""".formatted(address.text(), reason, tries, need, address.source()),
				"""
						Choose one:
						  - start Redis:            docker run -d -p 6379:6379 redis:8
						  - let Boot start it:      add 'spring-boot-docker-compose' and a compose.yml with a 'redis' service
						  - use another server:     spring.data.redis.url=redis://user:password@host:6379
						  - work without Redis:     scheduling.store=memory   (one node only, nothing survives a restart)
						  - start all the same:     scheduling.redis.required-at-startup=false   (tasks wait until Redis is there)""",
				cause);
	}

}
