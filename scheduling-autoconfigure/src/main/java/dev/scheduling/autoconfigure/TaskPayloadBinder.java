package dev.scheduling.autoconfigure;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Binds the payload of a configured task straight to the type that the handler takes:
 * through a map, lists, nulls and keys with signs would arrive as something else.
 */
final class TaskPayloadBinder {

	static final String PAYLOAD = "payload";

	private final Binder binder;

	/**
	 * The parts of payloads in each source; all tasks ask for theirs, and few have one.
	 */
	private final List<PayloadSource> sources;

	TaskPayloadBinder(Environment environment) {
		this.binder = Binder.get(environment);
		this.sources = StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
			.filter((source) -> source
				.containsDescendantOf(TaskPropertiesBinder.TASKS) != ConfigurationPropertyState.ABSENT)
			.map(PayloadSource::of)
			.filter(PayloadSource::mayHavePayloads)
			.toList();
	}

	/**
	 * Binds a payload.
	 * @param task the key of the task as written
	 * @param type what the handler takes
	 * @return the payload, or empty if none is given
	 * @throws PayloadMismatchException if it does not fit the type
	 */
	Optional<Object> bind(String task, Type type) {
		ConfigurationPropertyName name = name(task);
		if (find(name).isEmpty()) {
			return Optional.empty();
		}
		Bindable<Object> target = Bindable.of(ResolvableType.forType(type));
		BindHandler strict = new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
		try {
			return Optional.of(this.binder.bind(name, target, strict)
				.orElseThrow(() -> new PayloadMismatchException(task, type, properties(name), "nothing could be bound",
						null)));
		}
		catch (BindException ex) {
			throw mismatch(task, type, name, ex);
		}
	}

	private PayloadMismatchException mismatch(String task, Type type, ConfigurationPropertyName name,
			BindException ex) {
		if (ex.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
			return new PayloadMismatchException(task, type, List.copyOf(unbound.getUnboundProperties()),
					"the type has no such field", ex);
		}
		ConfigurationProperty property = ex.getProperty();
		Throwable root = ex;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return new PayloadMismatchException(task, type, (property != null) ? List.of(property) : properties(name),
				String.valueOf(root.getMessage()), ex);
	}

	/**
	 * Finds a property of a payload.
	 * @param task the key of the task as written
	 * @return one of its properties, or empty if none is given
	 */
	Optional<ConfigurationProperty> find(String task) {
		return this.sources.isEmpty() ? Optional.empty() : find(name(task));
	}

	private Optional<ConfigurationProperty> find(ConfigurationPropertyName name) {
		return properties(name).stream().findFirst();
	}

	private List<ConfigurationProperty> properties(ConfigurationPropertyName name) {
		return this.sources.stream().flatMap((source) -> source.properties(name)).toList();
	}

	private static ConfigurationPropertyName name(String task) {
		return ConfigurationPropertyName.adapt(TaskPropertiesBinder.TASKS + "." + task, '.').append(PAYLOAD);
	}

	/**
	 * A source of properties.
	 *
	 * @param source the source
	 * @param parts the names in it that belong to a payload, {@code null} if it cannot
	 * list its names
	 */
	private record PayloadSource(ConfigurationPropertySource source, @Nullable List<ConfigurationPropertyName> parts) {

		static PayloadSource of(ConfigurationPropertySource source) {
			return new PayloadSource(source, (source instanceof IterableConfigurationPropertySource iterable)
					? iterable.stream().filter(TaskPropertiesBinder::isPayload).toList() : null);
		}

		boolean mayHavePayloads() {
			return this.parts == null || !this.parts.isEmpty();
		}

		Stream<ConfigurationProperty> properties(ConfigurationPropertyName payload) {
			Stream<ConfigurationPropertyName> names = (this.parts != null)
					? this.parts.stream().filter((name) -> payload.equals(name) || payload.isAncestorOf(name))
					: Stream.of(payload);
			return names.flatMap((name) -> Stream.ofNullable(this.source.getConfigurationProperty(name)));
		}

	}

}
