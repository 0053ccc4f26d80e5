package dev.scheduling.autoconfigure;

import java.time.Clock;
import java.util.Random;

import dev.scheduling.store.JobStore;
import dev.scheduling.store.memory.InMemoryJobStore;
import dev.scheduling.store.memory.InMemoryTaskControlStore;
import dev.scheduling.store.redis.RedisDurableTickStore;
import dev.scheduling.store.redis.RedisJobStore;

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
				Namespace namespace) {
			return new RedisJobStore(connectionFactory, namespace.value());
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

	}

}
