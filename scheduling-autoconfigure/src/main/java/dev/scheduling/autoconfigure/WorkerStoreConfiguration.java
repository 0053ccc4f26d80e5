package dev.scheduling.autoconfigure;

import java.time.Duration;
import java.util.Random;

import dev.scheduling.store.memory.InMemoryJobStore;
import dev.scheduling.store.memory.InMemoryQueueMarkers;
import dev.scheduling.store.redis.RedisJobLeaseStore;
import dev.scheduling.store.redis.RedisQueueMarkers;
import dev.scheduling.worker.WorkerStores;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * What a worker talks to the store with. With Redis these are three connections, opened
 * when they are first used: one for scripts, shared with the rest of the library; one for
 * heartbeats, whose time-out leaves room for another try within a lease; one that blocks.
 */
class WorkerStoreConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "scheduling.store", havingValue = "redis", matchIfMissing = true)
	static class OfRedis {

		/** Above the longest wait for a marker. */
		private static final Duration BLOCKING = Duration.ofSeconds(8);

		@Bean
		WorkerConnections schedulingWorkerConnections(
				@Qualifier("schedulingRedisConnectionFactory") LettuceConnectionFactory scripts,
				@Qualifier("schedulingHeartbeatConnectionFactory") LettuceConnectionFactory heartbeats,
				@Qualifier("schedulingBlockingConnectionFactory") LettuceConnectionFactory blocking,
				Namespace namespace) {
			String name = namespace.value();
			return () -> new WorkerStores(new RedisJobLeaseStore(scripts, name, new Random()),
					new RedisJobLeaseStore(heartbeats, name, new Random()), new RedisQueueMarkers(blocking, name));
		}

		@Bean(defaultCandidate = false)
		LettuceConnectionFactory schedulingHeartbeatConnectionFactory(RedisConnectionFactoryCopier copier,
				SchedulingProperties properties) {
			return copier.copy(ClientLimits.forScripts(properties.lease()));
		}

		@Bean(defaultCandidate = false)
		LettuceConnectionFactory schedulingBlockingConnectionFactory(RedisConnectionFactoryCopier copier) {
			LettuceConnectionFactory factory = copier.copy(ClientLimits.forBlocking(BLOCKING));
			factory.setShareNativeConnection(false);
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "scheduling.store", havingValue = "memory")
	static class OfMemory {

		@Bean
		WorkerConnections schedulingWorkerConnections(InMemoryJobStore store) {
			return () -> new WorkerStores(store, store, new InMemoryQueueMarkers(store));
		}

	}

}
