package dev.scheduling.autoconfigure;

import java.time.Clock;

import dev.scheduling.lock.InMemoryLockProvider;
import dev.scheduling.store.memory.InMemoryPeriodicStore;
import dev.scheduling.store.memory.InMemoryTaskControlStore;
import net.javacrumbs.shedlock.core.LockProvider;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Everything in this process, for first steps and tests.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "scheduling.store", havingValue = "memory")
class MemoryStoreConfiguration {

	@Bean
	InMemoryTaskControlStore schedulingTaskControlStore() {
		return new InMemoryTaskControlStore();
	}

	@Bean
	InMemoryPeriodicStore schedulingPeriodicStore(InMemoryTaskControlStore controls) {
		return new InMemoryPeriodicStore(Clock.systemUTC(), controls);
	}

	@Bean
	@ConditionalOnMissingBean(LockProvider.class)
	InMemoryLockProvider schedulingLockProvider() {
		return new InMemoryLockProvider(Clock.systemUTC());
	}

}
