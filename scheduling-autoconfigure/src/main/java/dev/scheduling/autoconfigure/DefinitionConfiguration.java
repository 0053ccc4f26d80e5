package dev.scheduling.autoconfigure;

import dev.scheduling.annotation.AnnotatedMethodFinder;
import dev.scheduling.annotation.DefinitionLoader;
import dev.scheduling.annotation.JobHandlerAnnotationBeanPostProcessor;
import dev.scheduling.annotation.JobHandlerRegistry;
import dev.scheduling.annotation.PeriodicAnnotationBeanPostProcessor;
import dev.scheduling.annotation.PeriodicTaskRegistry;
import dev.scheduling.annotation.TaskSettingsSource;
import dev.scheduling.job.JobHandler;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.queue.PayloadCodec;
import dev.scheduling.tick.TickEngine;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Finds periodic tasks and job handlers and makes their definitions, together, as they
 * share their names and a task can run a handler's job.
 */
@Configuration(proxyBeanMethods = false)
class DefinitionConfiguration {

	@Bean
	static PeriodicAnnotationBeanPostProcessor periodicAnnotationBeanPostProcessor() {
		return new PeriodicAnnotationBeanPostProcessor();
	}

	@Bean
	static JobHandlerAnnotationBeanPostProcessor jobHandlerAnnotationBeanPostProcessor() {
		return new JobHandlerAnnotationBeanPostProcessor();
	}

	@Bean
	static LazyInitializationExcludeFilter schedulingLazyInitializationExcludeFilter() {
		return (beanName, definition, type) -> AnnotatedMethodFinder.hasMethod(type, Periodic.class)
				|| AnnotatedMethodFinder.hasMethod(type, JobHandler.class)
				|| DefinitionLoader.class.isAssignableFrom(type);
	}

	@Bean
	DefinitionLoader schedulingDefinitionLoader(ConfigurableListableBeanFactory beanFactory, TaskSettingsSource source,
			PeriodicTaskRegistry tasks, JobHandlerRegistry handlers, ObjectProvider<PayloadCodec> payloads) {
		return new DefinitionLoader(beanFactory, source, tasks, handlers,
				(type) -> payloads.stream().findFirst().flatMap((codec) -> codec.problemOf(type)));
	}

	@Bean
	ConfigurationRefresh schedulingConfigurationRefresh(Environment environment, DefinitionLoader loader,
			ObjectProvider<TickEngine> engine) {
		return new ConfigurationRefresh(environment, loader, engine);
	}

	@Bean
	PeriodicTaskRegistry periodicTaskRegistry() {
		return new PeriodicTaskRegistry();
	}

	@Bean
	JobHandlerRegistry jobHandlerRegistry(TaskSettingsSource source) {
		return new JobHandlerRegistry(source);
	}

	@Bean
	ConfiguredTaskSettings schedulingTaskSettings(Environment environment, SchedulingProperties properties) {
		return new ConfiguredTaskSettings(environment, properties);
	}

	@Bean
	ConfiguredQueues schedulingQueueSettings(Environment environment) {
		return new QueuePropertiesBinder(environment).bind();
	}

}
