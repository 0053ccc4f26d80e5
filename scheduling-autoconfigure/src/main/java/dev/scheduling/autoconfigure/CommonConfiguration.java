package dev.scheduling.autoconfigure;

import dev.scheduling.execution.ShutdownBudget;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What every part needs: the properties of the root, read strictly, and the one budget of
 * all that has to end when the application stops.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SchedulingProperties.class)
class CommonConfiguration {

	/** Static, as it takes part in the binding of the properties. */
	@Bean
	static DurationUnitCheck schedulingDurationUnitCheck() {
		return new DurationUnitCheck();
	}

	@Bean
	@ConditionalOnMissingBean
	ShutdownBudget shutdownBudget(SchedulingProperties properties) {
		return new ShutdownBudget(properties.shutdownTimeout());
	}

}
