package dev.scheduling.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfigurations;

/**
 * The auto-configurations that an application gets from the starter.
 */
final class SchedulingAutoConfigurations {

	static final AutoConfigurations ALL = AutoConfigurations.of(PeriodicAutoConfiguration.class,
			JobAutoConfiguration.class, BackgroundAutoConfiguration.class, SchedulingHealthAutoConfiguration.class);

	private SchedulingAutoConfigurations() {
	}

}
