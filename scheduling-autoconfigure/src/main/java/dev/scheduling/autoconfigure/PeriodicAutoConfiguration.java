package dev.scheduling.autoconfigure;

import dev.scheduling.annotation.PeriodicAnnotationBeanPostProcessor;
import dev.scheduling.annotation.PeriodicMethodFinder;
import dev.scheduling.annotation.PeriodicTaskRegistry;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of periodic tasks: finds them, makes their definitions and fires
 * them.
 */
@AutoConfiguration(after = { DataRedisAutoConfiguration.class, BackgroundAutoConfiguration.class })
@EnableConfigurationProperties(SchedulingProperties.class)
@Import({ RedisStoreConfiguration.class, MemoryStoreConfiguration.class, TickConfiguration.class })
public final class PeriodicAutoConfiguration {

	@Bean
	static PeriodicAnnotationBeanPostProcessor periodicAnnotationBeanPostProcessor() {
		return new PeriodicAnnotationBeanPostProcessor();
	}

	@Bean
	static LazyInitializationExcludeFilter periodicLazyInitializationExcludeFilter() {
		return (beanName, definition, type) -> PeriodicMethodFinder.hasPeriodicMethod(type)
				|| PeriodicTaskRegistry.class.isAssignableFrom(type);
	}

	@Bean
	PeriodicTaskRegistry periodicTaskRegistry(PeriodicAnnotationBeanPostProcessor postProcessor,
			ConfigurableListableBeanFactory beanFactory, Environment environment, SchedulingProperties properties) {
		return new PeriodicTaskRegistry(postProcessor, beanFactory,
				new ConfiguredTaskSettings(environment, properties));
	}

	@Bean
	Namespace schedulingNamespace(SchedulingProperties properties, Environment environment) {
		return Namespace.resolve(properties.namespace(), environment);
	}

}
