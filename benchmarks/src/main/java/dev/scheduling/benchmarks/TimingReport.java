package dev.scheduling.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import dev.scheduling.benchmarks.TimingResult.RedisCost;

/**
 * Gathers what was measured and renders it as Markdown.
 */
final class TimingReport {

	private static final String BASELINE = "shedlock-";

	private final List<String> lines = new ArrayList<>();

	TimingReport(TimingOptions options) {
		this.lines.add("# Timing");
		this.lines.add("");
		this.lines.add("```");
		this.lines.add("java -jar benchmarks.jar %s %s".formatted(TimingBenchmark.COMMAND,
				String.join(" ", options.arguments())));
		this.lines.add("```");
		this.lines.add("");
		this.lines.addAll(Machine.describe());
		this.lines.add("* each subject in a JVM of its own, `%s`; a new server for each, %s"
			.formatted(String.join(" ", options.javaOptions()), RedisServer.SETTINGS));
		this.lines.add("* %d s measured after %d s of warm-up, %d rounds: median (min..max)"
			.formatted(options.window().toSeconds(), options.warmUp().toSeconds(), options.rounds()));
	}

	void note(String note) {
		this.lines.add("* " + note);
	}

	void addLateness(String title, List<TimingResult> results) {
		for (int tasks : new LinkedHashSet<>(results.stream().map(TimingResult::tasks).toList())) {
			List<TimingResult> same = results.stream().filter((result) -> result.tasks() == tasks).toList();
			heading("%s, %d tasks, each second".formatted(title, tasks));
			row("subject", "p50 ms", "p99 ms", "max ms", "lost", "doubled", "of ticks", "drift ms", "CPU s",
					"Redis client commands a start", "and in scripts", "Redis CPU s", "p50 / ShedLock",
					"p99 / ShedLock");
			row("---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:",
					"---:");
			Optional<TimingResult> baseline = baseline(same);
			for (String subject : subjects(same)) {
				addLateness(same.stream().filter((result) -> result.subject().equals(subject)).toList(), baseline);
			}
			this.lines.add("");
			subjects(same)
				.forEach((subject) -> note("%s: %s".formatted(subject, Subjects.named(subject).settings(tasks))));
			baseline.ifPresent((best) -> note("ShedLock in the ratios: %s".formatted(best.subject())));
		}
	}

	/** The pool with which it does best, by the 99th percentile. */
	private static Optional<TimingResult> baseline(List<TimingResult> results) {
		return results.stream()
			.filter((result) -> result.subject().startsWith(BASELINE) && !Double.isNaN(result.lateness().p99()))
			.min(Comparator.comparingDouble((result) -> result.lateness().p99()));
	}

	private static LinkedHashSet<String> subjects(List<TimingResult> results) {
		return new LinkedHashSet<>(results.stream().map(TimingResult::subject).toList());
	}

	private void addLateness(List<TimingResult> rounds, Optional<TimingResult> baseline) {
		ToDoubleFunction<TimingResult> p50 = (result) -> result.lateness().p50();
		ToDoubleFunction<TimingResult> p99 = (result) -> result.lateness().p99();
		row(rounds.get(0).subject(), text(rounds, p50, 2), text(rounds, p99, 2),
				text(rounds, (result) -> result.lateness().max(), 1),
				text(rounds, (result) -> result.lateness().lost(), 0),
				text(rounds, (result) -> result.lateness().doubled(), 0),
				text(rounds, (result) -> result.lateness().expected(), 0),
				text(rounds, (result) -> result.lateness().drift(), 2), text(rounds, TimingResult::cpuSeconds, 2),
				text(rounds, (result) -> perStart(result, RedisCost::clientCalls), 2),
				text(rounds, (result) -> perStart(result, (cost) -> cost.allCalls() - cost.clientCalls()), 2),
				text(rounds, (result) -> (result.redis() != null) ? result.redis().cpuSeconds() : Double.NaN, 2),
				ratio(rounds, p50, baseline), ratio(rounds, p99, baseline));
	}

	private static double perStart(TimingResult result, ToDoubleFunction<RedisCost> figure) {
		RedisCost cost = result.redis();
		return (cost != null) ? figure.applyAsDouble(cost) / result.lateness().started() : Double.NaN;
	}

	private static String text(List<TimingResult> rounds, ToDoubleFunction<TimingResult> figure, int decimals) {
		return Spread.of(rounds, figure).text(decimals);
	}

	private static String ratio(List<TimingResult> rounds, ToDoubleFunction<TimingResult> figure,
			Optional<TimingResult> baseline) {
		return baseline
			.map((best) -> text(rounds, (result) -> figure.applyAsDouble(result) / figure.applyAsDouble(best), 3))
			.orElse("");
	}

	/**
	 * Adds the times of starts.
	 * @param counts how many methods an application had
	 * @param rounds of each subject, in each round, the time for each count
	 */
	void addStarts(List<Integer> counts, Map<String, List<List<Duration>>> rounds) {
		heading("Start of an application with annotated methods");
		row("subject", "%d methods, ms".formatted(counts.get(0)), "%d, ms".formatted(counts.get(1)),
				"%d, ms".formatted(counts.get(2)), "added by %d, ms".formatted(counts.get(2)),
				"added, least of the rounds, ms");
		row("---", "---:", "---:", "---:", "---:", "---:");
		rounds.forEach((subject, times) -> {
			List<Spread> spreads = IntStream.range(0, counts.size())
				.mapToObj((count) -> Spread.of(times, (round) -> round.get(count).toMillis()))
				.toList();
			row(subject, spreads.get(0).text(0), spreads.get(1).text(0), spreads.get(2).text(0),
					"%.0f".formatted(spreads.get(2).median() - spreads.get(0).median()),
					"%.0f".formatted(spreads.get(2).min() - spreads.get(0).min()));
		});
	}

	void idleHeading() {
		heading("Idle node, tasks that fire each hour");
		row("tasks", "client commands a second", "in scripts, a second", "which");
		row("---:", "---:", "---:", "---");
	}

	void addIdle(int tasks, RedisMonitor seen, Duration time) {
		row(Integer.toString(tasks), perSecond(seen.clientCalls(), time),
				perSecond(RedisMonitor.sum(seen.scripts()), time), seen.clients().toString());
	}

	private static String perSecond(long calls, Duration time) {
		return String.format(Locale.ROOT, "%.2f", calls / (double) time.toSeconds());
	}

	private void heading(String title) {
		this.lines.addAll(List.of("", "## " + title, ""));
	}

	private void row(String... cells) {
		this.lines.add("| " + String.join(" | ", cells) + " |");
	}

	String text() {
		return String.join("\n", this.lines) + "\n";
	}

}
