package dev.scheduling.annotation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.scheduling.periodic.Execution;
import dev.scheduling.periodic.MisfirePolicy;
import dev.scheduling.periodic.OverlapPolicy;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.TaskScope;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.util.Assert;

/**
 * The tasks of this application, made from the annotated methods and the configuration
 * once all singletons exist. Whatever is wrong with one of them fails the start of the
 * context. Afterwards immutable, and safe for use by several threads.
 */
public final class PeriodicTaskRegistry implements SmartInitializingSingleton {

	private final PeriodicAnnotationBeanPostProcessor postProcessor;

	private final ConfigurableListableBeanFactory beanFactory;

	private final TaskSettingsSource source;

	private final PeriodicMethodParser parser = new PeriodicMethodParser();

	private final AnnotationSettings annotations;

	private final ScheduleResolver schedules;

	private volatile @Nullable List<PeriodicTask> tasks;

	/**
	 * Creates the registry; it is empty until all singletons exist.
	 * @param postProcessor who collects the methods
	 * @param beanFactory the beans
	 * @param source what the configuration says
	 */
	public PeriodicTaskRegistry(PeriodicAnnotationBeanPostProcessor postProcessor,
			ConfigurableListableBeanFactory beanFactory, TaskSettingsSource source) {
		this.postProcessor = postProcessor;
		this.beanFactory = beanFactory;
		this.source = source;
		this.annotations = new AnnotationSettings(new EmbeddedValueResolver(beanFactory));
		this.schedules = new ScheduleResolver(source.zone());
	}

	@Override
	public void afterSingletonsInstantiated() {
		new PeriodicBeanScopes(this.beanFactory).check();
		Map<String, PeriodicMethod> methods = methodsByName();
		this.source.checkUnknown(methods.keySet());
		this.tasks = methods.entrySet().stream().map((entry) -> define(entry.getKey(), entry.getValue())).toList();
	}

	/**
	 * Returns the tasks, those that are off included.
	 * @return the tasks, ordered by name
	 * @throws IllegalStateException before all singletons exist
	 */
	public List<PeriodicTask> tasks() {
		List<PeriodicTask> tasks = this.tasks;
		Assert.state(tasks != null, "Periodic tasks are known only after all singletons were created");
		return tasks;
	}

	private Map<String, PeriodicMethod> methodsByName() {
		Map<String, PeriodicMethod> methods = new TreeMap<>();
		Map<String, NamedMethod> seen = new HashMap<>();
		for (PeriodicMethod method : sorted(this.postProcessor.methods())) {
			NamedMethod named = new NamedMethod(this.annotations.name(method), method);
			NamedMethod first = seen.putIfAbsent(TaskName.uniform(named.name()), named);
			if (first != null) {
				throw new DuplicateTaskNameException(first.name(), first.method(), named.name(), method);
			}
			methods.put(named.name(), method);
		}
		return methods;
	}

	/** In an order that does not depend on the order of bean creation. */
	private static List<PeriodicMethod> sorted(Collection<PeriodicMethod> methods) {
		return methods.stream()
			.sorted((left, right) -> (left.describe() + left.beanName()).compareTo(right.describe() + right.beanName()))
			.toList();
	}

	private PeriodicTask define(String name, PeriodicMethod method) {
		LayeredSettings settings = new LayeredSettings(name,
				List.of(this.source.task(name), this.annotations.settings(method), this.source.defaults()));
		ResolvedSchedule schedule = this.schedules.resolve(settings)
			.orElseThrow(() -> new ScheduleMissingException(name, method));
		return PeriodicTask.named(name, this.parser.parse(method))
			.schedule(schedule.schedule())
			.source(schedule.setting().origin())
			.execution(settings.policy(TaskAttribute.EXECUTION, Execution.DEFAULT))
			.scope(settings.policy(TaskAttribute.SCOPE, TaskScope.DEFAULT))
			.overlap(settings.policy(TaskAttribute.OVERLAP, OverlapPolicy.DEFAULT))
			.misfire(settings.policy(TaskAttribute.MISFIRE, MisfirePolicy.DEFAULT))
			.build();
	}

	private record NamedMethod(String name, PeriodicMethod method) {
	}

}
