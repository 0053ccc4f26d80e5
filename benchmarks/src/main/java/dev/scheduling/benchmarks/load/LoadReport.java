package dev.scheduling.benchmarks.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.scheduling.benchmarks.Machine;
import dev.scheduling.benchmarks.RedisServer;
import dev.scheduling.benchmarks.Spread;

/**
 * Gathers what was measured and renders it as Markdown.
 */
final class LoadReport {

	private final LoadOptions options;

	private final List<LoadResult> results = new ArrayList<>();

	private final Set<String> notes = new LinkedHashSet<>();

	private final List<String> lines = new ArrayList<>();

	LoadReport(LoadOptions options) {
		this.options = options;
	}

	void add(LoadResult result) {
		this.results.add(result);
	}

	void note(String note) {
		this.notes.add(note);
	}

	String text() {
		this.lines.clear();
		head();
		this.options.scenarios().forEach(this::addScenario);
		this.lines.addAll(List.of("", "## Subjects", ""));
		this.options.subjects()
			.forEach(
					(subject) -> this.lines.add("* %s: %s".formatted(subject, LoadSubjects.named(subject).settings())));
		return String.join("\n", this.lines) + "\n";
	}

	private void head() {
		this.lines.addAll(List.of("# Load", "", "```"));
		this.lines.add("java -jar benchmarks.jar %s %s".formatted(LoadBenchmark.COMMAND,
				String.join(" ", this.options.arguments())));
		this.lines.addAll(List.of("```", ""));
		this.lines.addAll(Machine.describe());
		this.lines.add("* each subject in a JVM of its own, `%s`; a new server for each, %s, unless said"
			.formatted(String.join(" ", this.options.javaOptions()), RedisServer.SETTINGS));
		this.lines
			.add("* payload of 100 bytes, jobs that do nothing unless said, backlog of %d; %d rounds: median (min..max)"
				.formatted(this.options.jobs(), this.options.rounds()));
		this.notes.forEach((note) -> this.lines.add("* " + note));
	}

	private void addScenario(String name) {
		List<LoadResult> measured = this.results.stream().filter((result) -> result.scenario().equals(name)).toList();
		if (measured.isEmpty()) {
			return;
		}
		Scenario scenario = Scenarios.named(name);
		Set<Figure> figures = EnumSet.noneOf(Figure.class);
		measured.forEach((result) -> figures.addAll(result.figures().keySet()));
		List<String> baselines = LoadSubjects.BASELINES.stream()
			.filter((baseline) -> measured.stream().anyMatch((result) -> result.subject().equals(baseline)))
			.toList();
		this.lines.addAll(List.of("", "## " + scenario.title(), ""));
		List<String> titles = new ArrayList<>(List.of("subject"));
		figures.forEach((figure) -> titles.add(figure.title()));
		baselines.forEach((baseline) -> titles.add("%s / %s".formatted(scenario.compared().title(), baseline)));
		row(titles);
		List<String> rule = new ArrayList<>(Collections.nCopies(titles.size(), "---:"));
		rule.set(0, "---");
		row(rule);
		for (String subject : this.options.subjects()) {
			List<LoadResult> rounds = of(measured, subject);
			if (!rounds.isEmpty()) {
				List<String> cells = new ArrayList<>(List.of(subject));
				figures.forEach((figure) -> cells
					.add(Spread.of(rounds, (round) -> round.figure(figure)).text(figure.decimals())));
				baselines.forEach((baseline) -> cells.add(ratio(rounds, of(measured, baseline), scenario.compared())));
				row(cells);
			}
		}
	}

	private static List<LoadResult> of(List<LoadResult> results, String subject) {
		return results.stream().filter((result) -> result.subject().equals(subject)).toList();
	}

	/** Of the same round. */
	private static String ratio(List<LoadResult> rounds, List<LoadResult> baseline, Figure figure) {
		double[] ratios = rounds.stream()
			.flatMapToDouble((round) -> baseline.stream()
				.filter((other) -> other.round() == round.round())
				.mapToDouble((other) -> round.figure(figure) / other.figure(figure)))
			.toArray();
		return (ratios.length > 0) ? Spread.of(Arrays.stream(ratios).boxed().toList(), (ratio) -> ratio).text(2) : "";
	}

	private void row(List<String> cells) {
		this.lines.add("| " + String.join(" | ", cells) + " |");
	}

}
