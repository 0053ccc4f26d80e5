package dev.scheduling.annotation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.scheduling.job.JobId;
import dev.scheduling.job.Priority;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.util.Assert;

/**
 * The handlers of this application: those of annotated methods, and one for each durable
 * task, under the task's name. Known once all singletons exist; afterwards immutable, and
 * safe for use by several threads.
 */
public final class JobHandlerRegistry {

	private final @Nullable TaskSettingsSource source;

	private volatile @Nullable Map<String, JobHandlerDefinition> handlers;

	private volatile Map<String, JobHandlerDefinition> byAlias = Map.of();

	/**
	 * Creates a registry that is empty until {@link DefinitionLoader} fills it.
	 * @param source what the configuration says
	 */
	public JobHandlerRegistry(TaskSettingsSource source) {
		this.source = source;
	}

	private JobHandlerRegistry() {
		this.source = null;
	}

	/**
	 * Returns a registry of given handlers.
	 * @param handlers the handlers, of different names
	 * @return the registry
	 */
	public static JobHandlerRegistry of(Collection<JobHandlerDefinition> handlers) {
		JobHandlerRegistry registry = new JobHandlerRegistry();
		registry.fill(handlers);
		return registry;
	}

	void fill(Collection<JobHandlerDefinition> handlers) {
		Map<String, JobHandlerDefinition> byName = new TreeMap<>();
		Map<String, JobHandlerDefinition> byAlias = new TreeMap<>();
		handlers.forEach((handler) -> {
			byName.put(handler.name(), handler);
			handler.aliases().forEach((alias) -> byAlias.put(alias, handler));
		});
		this.byAlias = byAlias;
		this.handlers = byName;
	}

	/**
	 * Returns the handlers.
	 * @return the handlers, ordered by name
	 * @throws IllegalStateException before all singletons exist
	 */
	public List<JobHandlerDefinition> handlers() {
		return List.copyOf(byName().values());
	}

	/**
	 * Finds a handler by the name of its jobs, or a former one.
	 * @param name the name
	 * @return the handler, or empty if this application has none of that name
	 * @throws IllegalStateException before all singletons exist
	 */
	public Optional<JobHandlerDefinition> find(String name) {
		return Optional.ofNullable(byName().get(name)).or(() -> Optional.ofNullable(this.byAlias.get(name)));
	}

	private Map<String, JobHandlerDefinition> byName() {
		Map<String, JobHandlerDefinition> handlers = this.handlers;
		Assert.state(handlers != null, "Job handlers are known only after all singletons were created");
		return handlers;
	}

	/**
	 * Finds the one handler whose payload is of exactly a class. Never one for a class
	 * that many handlers may share by nature: texts, numbers, maps, collections and
	 * generic types.
	 * @param type the class
	 * @return the handler, or empty if there is none, or more than one
	 */
	public Optional<JobHandlerDefinition> findByPayload(Class<?> type) {
		List<JobHandlerDefinition> found = isSpecific(type)
				? byName().values().stream().filter((handler) -> type.equals(handler.payloadType())).toList()
				: List.of();
		return (found.size() == 1) ? Optional.of(found.get(0)) : Optional.empty();
	}

	private static boolean isSpecific(Class<?> type) {
		return !BeanUtils.isSimpleValueType(type) && !type.isArray() && type.getTypeParameters().length == 0
				&& !Map.class.isAssignableFrom(type) && !Iterable.class.isAssignableFrom(type);
	}

	/**
	 * Returns the queue of jobs that name none themselves.
	 * @param name the name of the jobs, also of a handler in another application
	 * @return that of the handler, else what the configuration says for the name, else
	 * {@value JobId#DEFAULT_QUEUE}
	 */
	public String queueOf(String name) {
		return find(name).map(JobHandlerDefinition::queue).or(() -> configuredQueue(name)).orElse(JobId.DEFAULT_QUEUE);
	}

	private Optional<String> configuredQueue(String name) {
		return configured(name).flatMap((settings) -> settings.find(TaskAttribute.QUEUE)).map(Setting::text);
	}

	/** Of a handler in another application, what the configuration here says. */
	private Optional<JobSettings> settingsOf(String name) {
		return configured(name).map((settings) -> JobSettings.of(LayeredSettings.ofJob(name, List.of(settings))));
	}

	private Optional<TaskSettings> configured(String name) {
		return Optional.ofNullable(this.source).map((source) -> source.job(name));
	}

	/**
	 * Returns the priority of jobs that name none themselves.
	 * @param name the name of the jobs, also of a handler in another application
	 * @return that of the handler, else what the configuration says for the name, else
	 * {@link Priority#NORMAL}
	 */
	public Priority priorityOf(String name) {
		return find(name).map((handler) -> handler.urgency().priority())
			.or(() -> settingsOf(name).map(JobSettings::priority))
			.orElse(Priority.NORMAL);
	}

	/**
	 * Returns in what time jobs must start that say nothing of it themselves.
	 * @param name the name of the jobs, also of a handler in another application
	 * @return that of the handler, else what the configuration says for the name, else
	 * empty
	 */
	public Optional<Duration> expiresInOf(String name) {
		Optional<JobHandlerDefinition> handler = find(name);
		return handler.isPresent() ? handler.map((found) -> found.urgency().expiresIn())
				: settingsOf(name).map(JobSettings::expiresIn);
	}

}
