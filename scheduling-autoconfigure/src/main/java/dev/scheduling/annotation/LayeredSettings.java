package dev.scheduling.annotation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The layers of settings of one task, the strongest first. Where a layer says nothing the
 * next one is asked.
 *
 * @param task the task's name
 * @param layers the layers in order
 */
record LayeredSettings(String task, List<TaskSettings> layers) {

	Optional<Setting> find(TaskAttribute attribute) {
		return this.layers.stream().flatMap((layer) -> layer.find(attribute).stream()).findFirst();
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
			E value = setting.map((given) -> parse(attribute, given, unset.getDeclaringClass())).orElse(unset);
			if (value != unset) {
				SupportedValues.check(this.task, attribute, value, setting.orElseThrow());
				return value;
			}
		}
		return unset;
	}

	private <E extends Enum<E>> E parse(TaskAttribute attribute, Setting setting, Class<E> type) {
		String name = setting.text().toUpperCase(Locale.ROOT).replace('-', '_');
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> constant.name().equals(name))
			.findFirst()
			.orElseThrow(() -> invalid(attribute, setting, "it is not one of the values", "Use another value.", null));
	}

	InvalidTaskSettingException invalid(TaskAttribute attribute, Setting setting, String reason, String action,
			@Nullable Throwable cause) {
		return new InvalidTaskSettingException(this.task, attribute, setting, reason, action, cause);
	}

}
