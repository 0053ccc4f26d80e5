package dev.scheduling.annotation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The handlers of this application. Known once all singletons exist; afterwards
 * immutable, and safe for use by several threads.
 */
public final class JobHandlerRegistry {

	private volatile @Nullable List<JobHandlerDefinition> handlers;

	/**
	 * Returns a registry of given handlers.
	 * @param handlers the handlers, of different names
	 * @return the registry
	 */
	public static JobHandlerRegistry of(Collection<JobHandlerDefinition> handlers) {
		JobHandlerRegistry registry = new JobHandlerRegistry();
		registry.handlers = handlers.stream().sorted(Comparator.comparing(JobHandlerDefinition::name)).toList();
		return registry;
	}

	/**
	 * Returns the handlers.
	 * @return the handlers, ordered by name
	 * @throws IllegalStateException before all singletons exist
	 */
	public List<JobHandlerDefinition> handlers() {
		List<JobHandlerDefinition> handlers = this.handlers;
		Assert.state(handlers != null, "Job handlers are known only after all singletons were created");
		return handlers;
	}

	/**
	 * Finds a handler by the name of its jobs.
	 * @param name the name
	 * @return the handler, or empty if this application has none of that name
	 */
	public Optional<JobHandlerDefinition> find(String name) {
		return handlers().stream().filter((handler) -> handler.name().equals(name)).findFirst();
	}

	/**
	 * Finds the one handler whose payload is of exactly a class.
	 * @param type the class
	 * @return the handler, or empty if there is none, or more than one
	 */
	public Optional<JobHandlerDefinition> findByPayload(Class<?> type) {
		List<JobHandlerDefinition> found = handlers().stream()
			.filter((handler) -> type.equals(handler.payloadType()))
			.toList();
		return (found.size() == 1) ? Optional.of(found.get(0)) : Optional.empty();
	}

}
