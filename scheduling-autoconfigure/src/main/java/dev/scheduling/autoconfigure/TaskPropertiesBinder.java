package dev.scheduling.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * Binds {@code scheduling.tasks}, {@code scheduling.defaults} and {@code scheduling.jobs}
 * strictly: a key that means nothing fails the start. The root {@code scheduling} stays
 * lenient, so that an application may have keys of its own there. Environment variables
 * and system properties are not held to it, as they may be meant for somebody else.
 * <p>
 * Payloads are left out: only the handler's parameter says which keys they have, see
 * {@link TaskPayloadBinder}.
 */
final class TaskPropertiesBinder {

	static final ConfigurationPropertyName TASKS = ConfigurationPropertyName.of("scheduling.tasks");

	static final ConfigurationPropertyName DEFAULTS = ConfigurationPropertyName.of("scheduling.defaults");

	static final ConfigurationPropertyName JOBS = ConfigurationPropertyName.of("scheduling.jobs");

	private static final int PAYLOAD_ELEMENT = 3;

	private final Binder binder;

	TaskPropertiesBinder(Environment environment) {
		Iterable<ConfigurationPropertySource> sources = ConfigurationPropertySources.get(environment);
		this.binder = new Binder(StreamSupport.stream(sources.spliterator(), false)
			.map((source) -> source.filter((name) -> !isPayload(name)))
			.toList(), new PropertySourcesPlaceholdersResolver(environment));
	}

	static boolean isPayload(ConfigurationPropertyName name) {
		return name.getNumberOfElements() > PAYLOAD_ELEMENT && TASKS.isAncestorOf(name)
				&& name.getElement(PAYLOAD_ELEMENT, Form.UNIFORM).equals(TaskPayloadBinder.PAYLOAD);
	}

	/**
	 * Binds all of them.
	 * @return what the configuration says, with the places where it says so
	 * @throws UnboundTaskPropertyException if a key means nothing
	 */
	ConfiguredTasks bind() {
		OriginRecorder origins = new OriginRecorder(BindHandler.DEFAULT);
		Map<String, TaskProperties> tasks = bind(TASKS, Bindable.mapOf(String.class, TaskProperties.class), origins,
				Map.of());
		TaskProperties defaults = bind(DEFAULTS, Bindable.of(TaskProperties.class), origins, TaskProperties.NONE);
		checkOnlyOfTasks(origins, "job", "aliases");
		Map<String, JobProperties> jobs = bind(JOBS, Bindable.mapOf(String.class, JobProperties.class), origins,
				Map.of());
		return new ConfiguredTasks(ConfiguredNames.of(TASKS, tasks, TaskProperties::texts, origins),
				ConfiguredNames.of(DEFAULTS, defaults.texts(), origins),
				ConfiguredNames.of(JOBS, jobs, JobProperties::texts, origins));
	}

	/** The handler of all tasks without one would be that of every mistyped name. */
	private static void checkOnlyOfTasks(OriginRecorder origins, String... keys) {
		for (String key : keys) {
			origins.find(DEFAULTS + "." + key).ifPresent((property) -> {
				throw new UnboundTaskPropertyException(new UnboundConfigurationPropertiesException(Set.of(property)));
			});
		}
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
