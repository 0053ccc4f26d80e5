package dev.scheduling.autoconfigure;

import java.time.Clock;
import java.util.Random;

import dev.scheduling.autoconfigure.SchedulingProperties.Durability;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.memory.InMemoryJobStore;
import dev.scheduling.store.memory.InMemoryQueueControlStore;
import dev.scheduling.store.memory.InMemoryTaskControlStore;
import dev.scheduling.store.redis.RedisDurableTickStore;
import dev.scheduling.store.redis.RedisJobStore;
import dev.scheduling.store.redis.RedisQueueControlStore;
import dev.scheduling.store.redis.WriteConfirmation;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The store of jobs, as producers and viewers see it.
 */
@Configuration(proxyBeanMethods = false)
class JobStoreConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "scheduling.store", havingValue = "redis", matchIfMissing = true)
	static class Redis {

		@Bean
		@ConditionalOnMissingBean(JobStore.class)
		RedisJobStore schedulingJobStore(
				@Qualifier("schedulingRedisConnectionFactory") LettuceConnectionFactory connectionFactory,
				@Qualifier("schedulingEnqueueConnectionFactory") LettuceConnectionFactory enqueues, Namespace namespace,
				SchedulingProperties properties) {
			return new RedisJobStore(connectionFactory, namespace.value(), enqueues,
					confirmation(properties.durability()));
		}

		/**
		 * Apart from scripts, as a confirmation delays what comes behind it, and as the
		 * time-out of an enqueue is shorter.
		 */
		@Bean(defaultCandidate = false)
		LettuceConnectionFactory schedulingEnqueueConnectionFactory(RedisConnectionFactoryCopier copier,
				SchedulingProperties properties) {
			if (properties.durability() == Durability.MEMORY) {
				return copier.copy(ClientLimits.forEnqueues());
			}
			LettuceConnectionFactory factory = copier.copy(ClientLimits.forConfirmedEnqueues());
			factory.setShareNativeConnection(false);
			return factory;
		}

		private static @Nullable WriteConfirmation confirmation(Durability durability) {
			return switch (durability) {
				case MEMORY -> null;
				case REPLICATED -> WriteConfirmation.REPLICATED;
				case FSYNCED -> WriteConfirmation.FSYNCED;
			};
		}

		@Bean
		RedisQueueControlStore schedulingQueueControlStore(
				@Qualifier("schedulingRedisConnectionFactory") LettuceConnectionFactory connectionFactory,
				Namespace namespace) {
			return new RedisQueueControlStore(connectionFactory, namespace.value());
		}

		@Bean
		RedisDurableTickStore schedulingDurableTickStore(
				@Qualifier("schedulingRedisConnectionFactory") LettuceConnectionFactory connectionFactory,
				Namespace namespace) {
			return new RedisDurableTickStore(connectionFactory, namespace.value());
		}

	}

	/** One object is the store of producers, workers and ticks alike. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "scheduling.store", havingValue = "memory")
	static class Memory {

		@Bean
		@ConditionalOnMissingBean(JobStore.class)
		InMemoryJobStore schedulingJobStore(ObjectProvider<InMemoryTaskControlStore> controls) {
			return new InMemoryJobStore(Clock.systemUTC(), new Random(),
					controls.getIfAvailable(InMemoryTaskControlStore::new));
		}

		@Bean
		InMemoryQueueControlStore schedulingQueueControlStore(InMemoryJobStore store) {
			return new InMemoryQueueControlStore(store);
		}

	}

}
