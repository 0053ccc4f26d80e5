package dev.scheduling.lock;

import java.util.UUID;

import dev.scheduling.testing.RedisProcess;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * ShedLock's provider as the auto-configuration builds it. Without the safe update an old
 * owner would extend and free the lock of the new one.
 */
class RedisRunLockTests extends RunLockContract {

	private static RedisProcess redis;

	private static LettuceConnectionFactory connections;

	@BeforeAll
	static void start() {
		redis = RedisProcess.start();
		connections = new LettuceConnectionFactory("127.0.0.1", redis.port());
		connections.afterPropertiesSet();
		connections.start();
	}

	@AfterAll
	static void stop() {
		connections.destroy();
		redis.close();
	}

	@Override
	LockProvider provider() {
		return new RedisLockProvider.Builder(connections).keyPrefix("scheduling:" + UUID.randomUUID())
			.environment("lock")
			.safeUpdate(true)
			.build();
	}

}
