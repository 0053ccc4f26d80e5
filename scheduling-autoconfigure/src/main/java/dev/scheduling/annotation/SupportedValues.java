package dev.scheduling.annotation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.scheduling.periodic.MisfirePolicy;
import dev.scheduling.periodic.OverlapPolicy;

/**
 * The policies that are named but not there yet. A task that asks for one must not start
 * with another one in its place. An entry goes when its policy arrives.
 */
final class SupportedValues {

	private static final Set<Enum<?>> NOT_YET = Set.of(OverlapPolicy.BUFFER_ONE, OverlapPolicy.ALLOW_ALL,
			OverlapPolicy.CANCEL_RUNNING, MisfirePolicy.SKIP, MisfirePolicy.FIRE_ALL);

	private SupportedValues() {
	}

	static void check(String task, TaskAttribute attribute, Enum<?> value, Setting setting) {
		if (NOT_YET.contains(value)) {
			throw new UnsupportedTaskSettingException(task, attribute, setting, supported(value));
		}
	}

	private static List<String> supported(Enum<?> value) {
		return Arrays.stream(value.getDeclaringClass().getEnumConstants())
			.map(Enum.class::cast)
			.filter((candidate) -> !NOT_YET.contains(candidate) && !candidate.name().equals("DEFAULT"))
			.map((candidate) -> candidate.name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList();
	}

}
