package dev.scheduling.autoconfigure;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.scheduling.annotation.TaskName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Remembers for each bound property which of the sources it was taken from. Names are
 * compared without dashes, underscores and case, as an environment variable has none.
 */
final class OriginRecorder extends AbstractBindHandler {

	private final Map<String, ConfigurationProperty> properties = new HashMap<>();

	OriginRecorder(BindHandler parent) {
		super(parent);
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		@Nullable ConfigurationProperty property = context.getConfigurationProperty();
		if (property != null && property.getName().equals(name)) {
			this.properties.put(uniform(name), property);
		}
		return super.onSuccess(name, target, context, result);
	}

	private static String uniform(ConfigurationPropertyName name) {
		return IntStream.range(0, name.getNumberOfElements())
			.mapToObj((element) -> TaskName.uniform(name.getElement(element, Form.ORIGINAL)))
			.collect(Collectors.joining("."));
	}

	/**
	 * Finds a property.
	 * @param name its name; for a list the first element counts too
	 * @return the property it was bound from, or empty if there was none
	 */
	Optional<ConfigurationProperty> find(String name) {
		String uniform = TaskName.uniform(name);
		return Optional.ofNullable(this.properties.get(uniform))
			.or(() -> Optional.ofNullable(this.properties.get(uniform + ".0")));
	}

}
