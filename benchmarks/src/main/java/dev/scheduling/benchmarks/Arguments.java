package dev.scheduling.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * Options of a command line, each with a value.
 *
 * @param values of all options, by name without the dashes
 */
public record Arguments(Map<String, String> values) {

	/**
	 * Reads a command line.
	 * @param arguments as they were given
	 * @param defaults all options that there are, with their defaults
	 * @return the values
	 */
	public static Arguments parse(List<String> arguments, Map<String, String> defaults) {
		Map<String, String> values = new LinkedHashMap<>(defaults);
		for (int i = 0; i < arguments.size(); i += 2) {
			String option = arguments.get(i);
			Assert.isTrue(option.startsWith("--") && defaults.containsKey(option.substring(2)),
					() -> "Option '%s' must be one of %s, with two dashes".formatted(option, defaults.keySet()));
			Assert.isTrue(i + 1 < arguments.size(), () -> "Option '%s' must have a value".formatted(option));
			values.put(option.substring(2), arguments.get(i + 1));
		}
		return new Arguments(values);
	}

	public String text(String option) {
		return this.values.getOrDefault(option, "");
	}

	public List<String> list(String option) {
		return Arrays.stream(text(option).split(",")).map(String::strip).toList();
	}

	public List<String> words(String option) {
		return List.of(text(option).split(" "));
	}

	public int number(String option) {
		return Integer.parseInt(text(option));
	}

}
