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
 * Binds {@code scheduling.queues} strictly: a key that means nothing, or a duration
 * without a unit, fails the start.
 */
final class QueuePropertiesBinder {

	static final ConfigurationPropertyName QUEUES = ConfigurationPropertyName.of("scheduling.queues");

	private final Binder binder;

	QueuePropertiesBinder(Environment environment) {
		this.binder = Binder.get(environment);
	}

	/**
	 * Binds all of them.
	 * @return what the configuration says of each queue
	 * @throws UnboundTaskPropertyException if a key means nothing
	 */
	ConfiguredQueues bind() {
		BindHandler strict = new DurationUnitCheck()
			.apply(new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
		try {
			return new ConfiguredQueues(
					this.binder.bind(QUEUES, Bindable.mapOf(String.class, QueueProperties.class), strict)
						.orElse(Map.of()));
		}
		catch (UnboundConfigurationPropertiesException ex) {
			throw new UnboundTaskPropertyException(ex);
		}
		catch (BindException ex) {
			if (ex.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
				throw new UnboundTaskPropertyException(unbound);
			}
			if (ex.getCause() instanceof DurationWithoutUnitException unitless) {
				throw unitless;
			}
			throw ex;
		}
	}

}
