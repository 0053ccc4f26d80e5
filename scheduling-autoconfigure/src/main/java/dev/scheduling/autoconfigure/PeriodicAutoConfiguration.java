package dev.scheduling.autoconfigure;

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
@Import({ DefinitionConfiguration.class, RedisStoreConfiguration.class, MemoryStoreConfiguration.class,
		TickConfiguration.class })
public final class PeriodicAutoConfiguration {

	@Bean
	Namespace schedulingNamespace(SchedulingProperties properties, Environment environment) {
		return Namespace.resolve(properties.namespace(), environment);
	}

}
