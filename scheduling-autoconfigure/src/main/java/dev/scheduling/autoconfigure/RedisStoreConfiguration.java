package dev.scheduling.autoconfigure;

import dev.scheduling.annotation.PeriodicTaskRegistry;

import dev.scheduling.store.redis.RedisPeriodicStore;
import dev.scheduling.store.redis.RedisTaskControlStore;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The connection to Redis. It has a factory of its own next to the application's, to the
 * same server, so that our limits and resets never touch the application's caches and
 * sessions. It is no candidate for injection: Boot still makes the application's.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "scheduling.store", havingValue = "redis", matchIfMissing = true)
class RedisStoreConfiguration {

	@Bean
	RedisChannels schedulingRedisChannels() {
		return new RedisChannels();
	}

	@Bean
	RedisConnectionFactoryCopier schedulingRedisConnectionFactoryCopier(RedisChannels channels,
			ObjectProvider<RedisConnectionFactory> factories,
			ObjectProvider<RedisStaticMasterReplicaConfiguration> masterReplica,
			ObjectProvider<DataRedisConnectionDetails> details) {
		return new RedisConnectionFactoryCopier(channels, factories, masterReplica, details);
	}

	@Bean
	SentinelWatch schedulingSentinelWatch(
			@Qualifier("schedulingRedisConnectionFactory") LettuceConnectionFactory connectionFactory,
			RedisChannels channels) {
		return new SentinelWatch(connectionFactory, channels);
	}

	@Bean(defaultCandidate = false)
	LettuceConnectionFactory schedulingRedisConnectionFactory(RedisConnectionFactoryCopier copier,
			SchedulingProperties properties) {
		return copier.copy(ClientLimits.forScripts(properties.lease()));
	}

	/**
	 * An application's own locks may be anywhere; ours can be taken with the claim.
	 */
	@Bean
	RedisPeriodicStore schedulingPeriodicStore(
			@Qualifier("schedulingRedisConnectionFactory") LettuceConnectionFactory connectionFactory,
			Namespace namespace, @Qualifier("schedulingLockProvider") ObjectProvider<RedisLockProvider> ownLocks) {
		return new RedisPeriodicStore(connectionFactory, namespace.value(), ownLocks.getIfAvailable() != null);
	}

	@Bean
	RedisTaskControlStore schedulingTaskControlStore(
			@Qualifier("schedulingRedisConnectionFactory") LettuceConnectionFactory connectionFactory,
			Namespace namespace) {
		return new RedisTaskControlStore(connectionFactory, namespace.value());
	}

	/**
	 * Also for an application's own {@code @SchedulerLock}. The safe update lets only its
	 * owner extend or free a lock.
	 */
	@Bean
	@ConditionalOnMissingBean(LockProvider.class)
	RedisLockProvider schedulingLockProvider(
			@Qualifier("schedulingRedisConnectionFactory") LettuceConnectionFactory connectionFactory,
			Namespace namespace) {
		return new RedisLockProvider.Builder(connectionFactory)
			.keyPrefix(RedisPeriodicStore.lockPrefix(namespace.value()))
			.environment(RedisPeriodicStore.LOCK_ENVIRONMENT)
			.safeUpdate(true)
			.build();
	}

	@Bean
	RedisStartupCheck schedulingRedisStartupCheck(
			@Qualifier("schedulingRedisConnectionFactory") LettuceConnectionFactory connectionFactory,
			SchedulingProperties properties, Environment environment,
			ObjectProvider<DataRedisConnectionDetails> details, PeriodicTaskRegistry registry,
			ObjectProvider<Patience> patience) {
		RedisAddress address = new RedisAddressFinder(environment, details.getIfUnique()).find(connectionFactory);
		return new RedisStartupCheck(connectionFactory, address, properties, registry::tasks,
				patience.getIfAvailable(() -> Patience.DEFAULT));
	}

}
