package dev.scheduling.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
		Arguments given = Arguments.parse(arguments, DEFAULTS);
		List<String> subjects = given.list("subjects");
		subjects.forEach(Subjects::named);
		return new TimingOptions(arguments, Part.parse(given.list("parts")), subjects,
				given.list("tasks").stream().map(Integer::valueOf).toList(), seconds(given, "seconds"),
				seconds(given, "warm-up"), given.number("rounds"), given.number("start-up-tasks"),
				given.number("start-up-rounds"), seconds(given, "idle-seconds"), given.words("java-options"));
	}

	private static Duration seconds(Arguments given, String option) {
		return Duration.ofSeconds(given.number(option));
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
