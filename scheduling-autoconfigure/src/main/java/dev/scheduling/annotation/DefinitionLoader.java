package dev.scheduling.annotation;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import dev.scheduling.annotation.JobHandlerMethodParser.ParsedHandler;
import dev.scheduling.job.JobHandler;
import dev.scheduling.periodic.Periodic;
import dev.scheduling.periodic.PeriodicTask;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.EmbeddedValueResolver;

/**
 * Fills the registries with tasks and handlers, made from the annotated methods and the
 * configuration once all singletons exist. Whatever is wrong with one of them fails the
 * start of the context.
 */
public final class DefinitionLoader implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final TaskSettingsSource source;

	private final PeriodicTaskRegistry tasks;

	private final JobHandlerRegistry handlers;

	private final Function<Type, Optional<String>> payloadProblem;

	/**
	 * Creates a loader.
	 * @param beanFactory the beans; has both post-processors
	 * @param source what the configuration says
	 * @param tasks where tasks go
	 * @param handlers where handlers go
	 * @param payloadProblem says why nothing can be read as a type, empty if it can
	 */
	public DefinitionLoader(ConfigurableListableBeanFactory beanFactory, TaskSettingsSource source,
			PeriodicTaskRegistry tasks, JobHandlerRegistry handlers, Function<Type, Optional<String>> payloadProblem) {
		this.beanFactory = beanFactory;
		this.source = source;
		this.tasks = tasks;
		this.handlers = handlers;
		this.payloadProblem = payloadProblem;
	}

	@Override
	public void afterSingletonsInstantiated() {
		new AnnotatedBeanScopes(this.beanFactory, Periodic.class).check();
		new AnnotatedBeanScopes(this.beanFactory, JobHandler.class).check();
		Definitions definitions = define(this.source);
		this.handlers.fill(definitions.handlers());
		this.tasks.fill(definitions.tasks());
	}

	/**
	 * Makes tasks and handlers afresh from the same methods and another configuration.
	 * @param source what the configuration says now
	 * @return the tasks that are new or differ; none before all singletons exist
	 * @throws RuntimeException if something is wrong with one of them; nothing is changed
	 * then
	 */
	public List<PeriodicTask> reload(TaskSettingsSource source) {
		if (!this.tasks.isFilled()) {
			return List.of();
		}
		Definitions definitions = define(source);
		this.handlers.fill(definitions.handlers());
		return this.tasks.replace(definitions.tasks());
	}

	private Definitions define(TaskSettingsSource source) {
		EmbeddedValueResolver resolver = new EmbeddedValueResolver(this.beanFactory);
		NameClaims names = new NameClaims();
		Map<String, JobHandlerDefinition> handlers = new JobHandlerDefiner(source, resolver)
			.define(this.beanFactory.getBean(JobHandlerAnnotationBeanPostProcessor.class).methods(), names);
		handlers.values().forEach(this::checkPayload);
		List<PeriodicTask> tasks = new PeriodicTaskDefiner(source, resolver, new TreeMap<>(handlers),
				new SettingBeans(this.beanFactory))
			.define(this.beanFactory.getBean(PeriodicAnnotationBeanPostProcessor.class).methods(), names);
		tasks.forEach((task) -> task.job().filter((job) -> job.handler().equals(task.name())).ifPresent((job) -> {
			JobHandlerDefinition handler = ofTask(task);
			names.addAliases(handler, "task");
			handlers.put(task.name(), handler);
		}));
		return new Definitions(tasks, List.copyOf(handlers.values()));
	}

	private void checkPayload(JobHandlerDefinition handler) {
		Optional.ofNullable(handler.payloadType()).flatMap(this.payloadProblem).ifPresent((reason) -> {
			throw new UnfitPayloadTypeException(handler, reason);
		});
	}

	/** A worker finds the code of a durable task as a handler of the task's name. */
	private static JobHandlerDefinition ofTask(PeriodicTask task) {
		return task.job()
			.map((job) -> JobHandlerDefiner.define(task.name(),
					new JobSettings(job.queue(), job.priority(), null, job.maxAttempts(), null, job.retention(),
							job.aliases(), RetryRule.ALL),
					new ParsedHandler(null, new DurableTaskBody(task)), "task '" + task.name() + "'"))
			.orElseThrow();
	}

	private record Definitions(List<PeriodicTask> tasks, List<JobHandlerDefinition> handlers) {

	}

}
