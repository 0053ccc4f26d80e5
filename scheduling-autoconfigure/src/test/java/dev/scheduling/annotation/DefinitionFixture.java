package dev.scheduling.annotation;

import java.util.List;
import java.util.Optional;

import dev.scheduling.periodic.PeriodicTask;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.SimpleThreadScope;

/**
 * Loads the definitions of beans in a context of their own.
 */
final class DefinitionFixture {

	final FakeTaskSettings settings = new FakeTaskSettings();

	List<PeriodicTask> tasks(Class<?>... beans) {
		return load(beans).tasks();
	}

	List<JobHandlerDefinition> handlers(Class<?>... beans) {
		return load(beans).handlers().handlers();
	}

	Loaded load(Class<?>... beans) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(beans);
			return load(context);
		}
	}

	Loaded load(AnnotationConfigApplicationContext context) {
		PeriodicTaskRegistry tasks = new PeriodicTaskRegistry();
		JobHandlerRegistry handlers = new JobHandlerRegistry(this.settings);
		context.getEnvironment().getSystemProperties().put("registry.test.interval", "10m");
		context.getBeanFactory().registerScope("thread", new SimpleThreadScope());
		context.getBeanFactory().registerScope("request", new SimpleThreadScope());
		context.registerBean(PeriodicAnnotationBeanPostProcessor.class);
		context.registerBean(JobHandlerAnnotationBeanPostProcessor.class);
		context.registerBean(DefinitionLoader.class, () -> new DefinitionLoader(context.getBeanFactory(), this.settings,
				tasks, handlers, (type) -> Optional.empty()));
		context.refresh();
		return new Loaded(tasks.tasks(), handlers);
	}

	record Loaded(List<PeriodicTask> tasks, JobHandlerRegistry handlers) {

	}

}
