package dev.scheduling.autoconfigure;

import dev.scheduling.health.PeriodicTasksHealthIndicator;
import dev.scheduling.tick.TickEngine;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health of periodic tasks, for applications with Actuator.
 */
@AutoConfiguration(after = PeriodicAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(TickEngine.class)
@ConditionalOnEnabledHealthIndicator("scheduling")
public final class SchedulingHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "schedulingHealthIndicator")
	PeriodicTasksHealthIndicator schedulingHealthIndicator(TickEngine engine) {
		return new PeriodicTasksHealthIndicator(engine::outage);
	}

}
