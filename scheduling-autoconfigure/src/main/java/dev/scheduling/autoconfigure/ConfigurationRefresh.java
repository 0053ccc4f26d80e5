package dev.scheduling.autoconfigure;

import java.util.List;

import dev.scheduling.annotation.DefinitionLoader;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.tick.TickEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Puts changed settings of periodic tasks in force when Spring Cloud says that the
 * environment has changed. Tasks that are defined as before notice nothing; a task keeps
 * its last claimed time unless its schedule is another one (rule T18). A configuration
 * that is wrong changes nothing.
 */
final class ConfigurationRefresh implements GenericApplicationListener {

	private static final Logger logger = LoggerFactory.getLogger(ConfigurationRefresh.class);

	/** By its name, as few applications have Spring Cloud. */
	private static final String EVENT = "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

	private final Environment environment;

	private final DefinitionLoader loader;

	private final ObjectProvider<TickEngine> engine;

	ConfigurationRefresh(Environment environment, DefinitionLoader loader, ObjectProvider<TickEngine> engine) {
		this.environment = environment;
		this.loader = loader;
		this.engine = engine;
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		return eventType.toClass().getName().equals(EVENT);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		try {
			SchedulingProperties properties = Binder.get(this.environment)
				.bindOrCreate("scheduling", Bindable.of(SchedulingProperties.class));
			List<PeriodicTask> changed = this.loader.reload(new ConfiguredTaskSettings(this.environment, properties));
			changed.forEach((task) -> logger.info("Task '{}' has changed with the configuration: {} ({})", task.name(),
					task.schedule().map(Schedule::describe).orElse("off"), task.source()));
			this.engine.ifAvailable(TickEngine::refresh);
		}
		catch (RuntimeException ex) { // the application runs, and so do its tasks
			logger.error("The changed configuration of tasks is wrong and not in force; all tasks go on as before: {}",
					reason(ex));
		}
	}

	private static String reason(Throwable ex) {
		Throwable cause = ex;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return (cause == ex) ? String.valueOf(ex.getMessage()) : ex.getMessage() + ": " + cause.getMessage();
	}

}
