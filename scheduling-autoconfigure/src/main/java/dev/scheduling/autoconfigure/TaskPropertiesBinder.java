package dev.scheduling.autoconfigure;

import java.util.Map;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * Binds {@code scheduling.tasks} and {@code scheduling.defaults} strictly: a key that
 * means nothing fails the start. The root {@code scheduling} stays lenient, so that an
 * application may have keys of its own there. Environment variables and system properties
 * are not held to it, as they may be meant for somebody else.
 */
final class TaskPropertiesBinder {

	static final ConfigurationPropertyName TASKS = ConfigurationPropertyName.of("scheduling.tasks");

	static final ConfigurationPropertyName DEFAULTS = ConfigurationPropertyName.of("scheduling.defaults");

	private final Binder binder;

	TaskPropertiesBinder(Environment environment) {
		this.binder = Binder.get(environment);
	}

	/**
	 * Binds both.
	 * @return what the configuration says, with the places where it says so
	 * @throws UnboundTaskPropertyException if a key means nothing
	 */
	ConfiguredTasks bind() {
		OriginRecorder origins = new OriginRecorder(BindHandler.DEFAULT);
		Map<String, TaskProperties> tasks = bind(TASKS, Bindable.mapOf(String.class, TaskProperties.class), origins,
				Map.of());
		TaskProperties defaults = bind(DEFAULTS, Bindable.of(TaskProperties.class), origins,
				new TaskProperties(null, null, null, null, null, null, null, null, null));
		return new ConfiguredTasks(tasks, defaults, origins);
	}

	private <T> T bind(ConfigurationPropertyName name, Bindable<T> target, OriginRecorder origins, T absent) {
		BindHandler strict = new NoUnboundElementsBindHandler(origins, new UnboundElementsSourceFilter());
		try {
			return this.binder.bind(name, target, strict).orElse(absent);
		}
		catch (UnboundConfigurationPropertiesException ex) {
			throw new UnboundTaskPropertyException(ex);
		}
		catch (BindException ex) {
			if (ex.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
				throw new UnboundTaskPropertyException(unbound);
			}
			throw ex;
		}
	}

}
