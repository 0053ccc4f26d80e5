package dev.scheduling.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.util.Assert;

/**
 * What to measure, and how long.
 *
 * @param arguments as they were given, for the report
 * @param parts which parts of the benchmark
 * @param subjects which subjects fire
 * @param tasks how many tasks they have, each number in turn
 * @param window how long lateness is measured
 * @param warmUp how long a subject fires before that
 * @param rounds how often all of it is repeated
 * @param startUpTasks how many methods are registered for the time of the start
 * @param startUpRounds how often each start is repeated
 * @param idleWindow how long an idle node is watched
 * @param javaOptions options of the JVM of each subject
 */
record TimingOptions(List<String> arguments, Set<Part> parts, List<String> subjects, List<Integer> tasks,
		Duration window, Duration warmUp, int rounds, int startUpTasks, int startUpRounds, Duration idleWindow,
		List<String> javaOptions) {

	private static final Map<String, String> DEFAULTS = Map.of("parts", "lateness,nodes,start-up,idle", "subjects",
			String.join(",", Subjects.COMPARED), "tasks", "1,100,1000,10000", "seconds", "60", "warm-up", "30",
			"rounds", "1", "start-up-tasks", "1000", "start-up-rounds", "9", "idle-seconds", "30", "java-options",
			"-Xmx1g");

	static TimingOptions parse(List<String> arguments) {
		Map<String, String> given = new LinkedHashMap<>(DEFAULTS);
		for (int i = 0; i < arguments.size(); i += 2) {
			String option = arguments.get(i);
			Assert.isTrue(option.startsWith("--") && DEFAULTS.containsKey(option.substring(2)),
					() -> "Option '%s' must be one of %s, with two dashes".formatted(option, DEFAULTS.keySet()));
			Assert.isTrue(i + 1 < arguments.size(), () -> "Option '%s' must have a value".formatted(option));
			given.put(option.substring(2), arguments.get(i + 1));
		}
		List<String> subjects = list(given, "subjects");
		subjects.forEach(Subjects::named);
		return new TimingOptions(arguments, Part.parse(list(given, "parts")), subjects,
				list(given, "tasks").stream().map(Integer::valueOf).toList(), seconds(given, "seconds"),
				seconds(given, "warm-up"), number(given, "rounds"), number(given, "start-up-tasks"),
				number(given, "start-up-rounds"), seconds(given, "idle-seconds"),
				List.of(given.getOrDefault("java-options", "").split(" ")));
	}

	private static List<String> list(Map<String, String> given, String option) {
		return Arrays.stream(given.getOrDefault(option, "").split(",")).map(String::strip).toList();
	}

	private static int number(Map<String, String> given, String option) {
		return Integer.parseInt(given.getOrDefault(option, ""));
	}

	private static Duration seconds(Map<String, String> given, String option) {
		return Duration.ofSeconds(number(given, option));
	}

	/** How many starts a process may have to record. */
	int capacity(int tasks) {
		return Math.toIntExact(tasks * (this.window.plus(this.warmUp).toSeconds() + 60));
	}

	/**
	 * A part of the benchmark.
	 */
	enum Part {

		LATENESS("lateness"), NODES("nodes"), START_UP("start-up"), IDLE("idle");

		private final String text;

		Part(String text) {
			this.text = text;
		}

		static Set<Part> parse(List<String> texts) {
			return texts.stream()
				.map((text) -> Arrays.stream(values())
					.filter((part) -> part.text.equals(text))
					.findFirst()
					.orElseThrow(() -> new IllegalArgumentException(
							"Part '%s' must be one of lateness, nodes, start-up, idle".formatted(text))))
				.collect(Collectors.toSet());
		}

	}

}
