package dev.scheduling.autoconfigure;

import java.time.Duration;

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

	/** A renewal can fail and be tried again before the run must be told. */
	private static final int TRIES_PER_LEASE = 5;

	@Bean(defaultCandidate = false)
	LettuceConnectionFactory schedulingRedisConnectionFactory(ObjectProvider<RedisConnectionFactory> factories,
			ObjectProvider<RedisStaticMasterReplicaConfiguration> masterReplica,
			ObjectProvider<DataRedisConnectionDetails> details, SchedulingProperties properties) {
		Duration part = properties.lease().dividedBy(TRIES_PER_LEASE);
		Duration usual = LimitedClientConfiguration.LONGEST_TIMEOUT;
		return new RedisConnectionFactoryCopier(factories, masterReplica, details)
			.copy((part.compareTo(usual) < 0) ? part : usual);
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
		return new RedisStartupCheck(connectionFactory, address, properties.redis(), registry::tasks,
				patience.getIfAvailable(() -> Patience.DEFAULT));
	}

}
