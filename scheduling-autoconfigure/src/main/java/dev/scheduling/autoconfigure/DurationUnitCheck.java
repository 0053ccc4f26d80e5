package dev.scheduling.autoconfigure;

import java.time.Duration;

import dev.scheduling.annotation.UnitlessDuration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Refuses durations under {@code scheduling} that have no unit: Boot would take
 * {@code shutdown-timeout: 30} for 30 milliseconds. Properties of the application are
 * left alone.
 */
final class DurationUnitCheck implements ConfigurationPropertiesBindHandlerAdvisor {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("scheduling");

	@Override
	public BindHandler apply(BindHandler handler) {
		return new AbstractBindHandler(handler) {

			@Override
			public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
					Object result) {
				if (result instanceof Duration && ROOT.isAncestorOf(name)) {
					check(name, context);
				}
				return super.onSuccess(name, target, context, result);
			}

		};
	}

	private static void check(ConfigurationPropertyName name, BindContext context) {
		@Nullable ConfigurationProperty property = context.getConfigurationProperty();
		if (property == null || !property.getName().equals(name)) {
			return; // a default
		}
		// Bound again as text, in which placeholders are replaced.
		String text = context.getBinder().bind(name, Bindable.of(String.class)).orElse("").strip();
		if (UnitlessDuration.matches(text)) {
			throw new DurationWithoutUnitException(name, text, property.getOrigin());
		}
	}

}
