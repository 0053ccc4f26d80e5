package dev.scheduling.annotation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.SimpleThreadScope;

import static org.assertj.core.api.Assertions.assertThat;

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

	PeriodicTask task(Class<?> bean) {
		return only(tasks(bean));
	}

	JobHandlerDefinition handler(Class<?> bean) {
		return only(handlers(bean));
	}

	private static <T> T only(List<T> definitions) {
		assertThat(definitions).hasSize(1);
		return definitions.get(0);
	}

	/**
	 * Loads the task of a bean that is behind a class proxy and was created before the
	 * definitions are loaded.
	 */
	PeriodicTask proxiedTask(Object target, AtomicInteger intercepted) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			registerProxied(context, target, intercepted);
			context.registerBean("user", String.class, () -> context.getBean("proxied").getClass().getName());
			return load(context).tasks().get(0);
		}
	}

	/**
	 * Loads the handler of a bean that is behind a class proxy.
	 */
	JobHandlerDefinition proxiedHandler(Object target, AtomicInteger intercepted) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			registerProxied(context, target, intercepted);
			return load(context).handlers().handlers().get(0);
		}
	}

	private static void registerProxied(AnnotationConfigApplicationContext context, Object target,
			AtomicInteger intercepted) {
		context.registerBean("proxied", ProxyFactoryBean.class, () -> {
			ProxyFactoryBean factory = new ProxyFactoryBean();
			factory.setTarget(target);
			factory.setProxyTargetClass(true);
			factory.addAdvice((MethodInterceptor) (invocation) -> {
				intercepted.incrementAndGet();
				return invocation.proceed();
			});
			return factory;
		});
	}

	static String describe(PeriodicTask task) {
		return task.schedule().map(Schedule::describe).orElse("off");
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
