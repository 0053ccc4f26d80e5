package dev.scheduling.annotation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * The layers of settings of one task or handler, the strongest first. Where a layer says
 * nothing the next one is asked.
 *
 * @param kind what they are of, {@code Task} or {@code Job}
 * @param name its name
 * @param layers the layers in order
 */
record LayeredSettings(String kind, String name, List<TaskSettings> layers) {

	static LayeredSettings ofTask(String name, List<TaskSettings> layers) {
		return new LayeredSettings("Task", name, layers);
	}

	static LayeredSettings ofJob(String name, List<TaskSettings> layers) {
		return new LayeredSettings("Job", name, layers);
	}

	Optional<Setting> find(TaskAttribute attribute) {
		for (TaskSettings layer : this.layers) {
			Optional<Setting> setting = layer.find(attribute);
			if (setting.isPresent()) {
				return setting;
			}
		}
		return Optional.empty();
	}

	/**
	 * Returns a policy.
	 * @param <E> the policy's type
	 * @param attribute the attribute
	 * @param unset the constant that means "not given here"
	 * @return the first given one, {@code unset} if there is none
	 */
	<E extends Enum<E>> E policy(TaskAttribute attribute, E unset) {
		for (TaskSettings layer : this.layers) {
			Optional<Setting> setting = layer.find(attribute);
			if (setting.isPresent()) {
				E value = parse(attribute, setting.get(), unset.getDeclaringClass());
				if (value != unset) {
					return value;
				}
			}
		}
		return unset;
	}

	/**
	 * Reads one of the values of an enumeration.
	 * @param <E> the enumeration
	 * @param attribute the attribute
	 * @param setting what was given
	 * @param type the enumeration
	 * @return the value
	 */
	<E extends Enum<E>> E parse(TaskAttribute attribute, Setting setting, Class<E> type) {
		String name = setting.text().toUpperCase(Locale.ROOT).replace('-', '_');
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> constant.name().equals(name))
			.findFirst()
			.orElseThrow(() -> invalid(attribute, setting, "it is not one of the values", "Use another value.", null));
	}

	/**
	 * Reads a duration.
	 * @param attribute the attribute
	 * @param setting what was given
	 * @return the duration, which may be negative
	 */
	Duration duration(TaskAttribute attribute, Setting setting) {
		String text = setting.text();
		if (UnitlessDuration.matches(text)) {
			throw invalid(attribute, setting, "it " + UnitlessDuration.PROBLEM, UnitlessDuration.mend(text), null);
		}
		try {
			return DurationFormatterUtils.detectAndParse(text);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			boolean schedule = attribute == TaskAttribute.INTERVAL || attribute == TaskAttribute.OFFSET
					|| attribute == TaskAttribute.FIXED_DELAY;
			throw invalid(attribute, setting, "it is not a duration",
					"Write a number with a unit (ms, s, m, h, d), such as 30s or 1h30m, or the ISO form PT30S."
							+ (schedule ? " Use \"-\" or 'enabled: false' to turn the task off." : ""),
					ex);
		}
	}

	/**
	 * Reads a number.
	 * @param attribute the attribute
	 * @param setting what was given
	 * @param least the lowest one that is allowed
	 * @return the number
	 */
	int number(TaskAttribute attribute, Setting setting, int least) {
		try {
			int number = Integer.parseInt(setting.text());
			if (number >= least) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// told below, as a number that is too low
		}
		throw invalid(attribute, setting, "it is not a number of at least " + least, "Use another number.", null);
	}

	/**
	 * Returns what is said for this task alone.
	 * @return all layers but the defaults
	 */
	LayeredSettings own() {
		return new LayeredSettings(this.kind, this.name, this.layers.subList(0, this.layers.size() - 1));
	}

	InvalidTaskSettingException invalid(TaskAttribute attribute, Setting setting, String reason, String action,
			@Nullable Throwable cause) {
		return new InvalidTaskSettingException(this.kind, this.name, attribute, setting, reason, action, cause);
	}

}
