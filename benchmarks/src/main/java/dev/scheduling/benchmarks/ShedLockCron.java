package dev.scheduling.benchmarks;

import java.time.Duration;

import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Cron tasks of Spring, each under a lock of ShedLock.
 */
final class ShedLockCron implements Subject {

	private static final Duration AT_MOST = Duration.ofSeconds(10);

	private final int poolSize;

	private final Duration atLeast;

	ShedLockCron(int poolSize, Duration atLeast) {
		this.poolSize = poolSize;
		this.atLeast = atLeast;
	}

	@Override
	public Backing backing() {
		return Backing.REDIS;
	}

	@Override
	public String settings(int tasks) {
		return "cron `* * * * * *`, pool of %d, safe update, `lockAtMostFor` %d s, `lockAtLeastFor` %d ms"
			.formatted(this.poolSize, AT_MOST.toSeconds(), this.atLeast.toMillis());
	}

	@Override
	public AutoCloseable start(Load load) throws Exception {
		LettuceConnectionFactory connections = new LettuceConnectionFactory("127.0.0.1", load.port());
		connections.afterPropertiesSet();
		connections.start();
		LockingTaskExecutor executor = new DefaultLockingTaskExecutor(
				new RedisLockProvider.Builder(connections).safeUpdate(true).build());
		AutoCloseable tasks = SpringCron.start(load, this.poolSize, (task, body) -> {
			String name = "task-" + task;
			return () -> executor.executeWithLock(body,
					new LockConfiguration(ClockProvider.now(), name, AT_MOST, this.atLeast));
		});
		return () -> {
			tasks.close();
			connections.destroy();
		};
	}

}
