package dev.scheduling.autoconfigure;

import dev.scheduling.background.BackgroundTasks;
import dev.scheduling.background.InProcessBackgroundTasks;
import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.LongRunWarning;
import dev.scheduling.execution.ShutdownBudget;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of {@link BackgroundTasks}. Independent of
 * {@code scheduling.enabled}: background tasks run only where the application adds them.
 */
@AutoConfiguration
@EnableConfigurationProperties(BackgroundProperties.class)
@Import(CommonConfiguration.class)
public final class BackgroundAutoConfiguration {

	static final String EXECUTOR = "schedulingBackgroundExecutor";

	@Bean
	@ConditionalOnMissingBean(BackgroundTasks.class)
	InProcessBackgroundTasks backgroundTasks(@Qualifier(EXECUTOR) InProcessExecutor executor, LongRunWarning longRuns,
			BackgroundProperties properties) {
		return new InProcessBackgroundTasks(executor, longRuns, properties.stopOnError());
	}

	@Bean(name = EXECUTOR, defaultCandidate = false)
	InProcessExecutor schedulingBackgroundExecutor(BackgroundProperties properties, Environment environment) {
		boolean virtualThreads = Threading.VIRTUAL.isActive(environment);
		return new InProcessExecutor("scheduling-background-", properties.concurrencyOn(virtualThreads),
				properties.queueCapacity(), virtualThreads, "scheduling.background.queue-capacity");
	}

	@Bean
	BackgroundTasksLifecycle backgroundTasksLifecycle(@Qualifier(EXECUTOR) InProcessExecutor executor,
			ShutdownBudget shutdownBudget) {
		return new BackgroundTasksLifecycle(executor, shutdownBudget);
	}

	@Bean
	@ConditionalOnMissingBean
	LongRunWarning longRunWarning(BackgroundProperties properties) {
		return new LongRunWarning(properties.longRunThreshold(), System::nanoTime);
	}

}
