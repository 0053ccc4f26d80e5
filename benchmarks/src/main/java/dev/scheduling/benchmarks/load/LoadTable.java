package dev.scheduling.benchmarks.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

import dev.scheduling.benchmarks.Spread;

/**
 * What was measured in one scenario, as Markdown.
 */
final class LoadTable {

	private static final int DECIMALS = 2;

	private final String name;

	private final Scenario scenario;

	private final List<LoadResult> all;

	private final List<LoadResult> results;

	private final Set<Figure> figures = EnumSet.noneOf(Figure.class);

	private final List<String> baselines;

	/**
	 * Creates the table.
	 * @param name the scenario's name
	 * @param all what was measured in all scenarios
	 */
	LoadTable(String name, List<LoadResult> all) {
		this.name = name;
		this.scenario = Scenarios.named(name);
		this.all = all;
		this.results = of(name);
		this.results.forEach((result) -> this.figures.addAll(result.figures().keySet()));
		this.baselines = this.scenario.baselines()
			.stream()
			.filter((baseline) -> this.results.stream().anyMatch((result) -> result.subject().equals(baseline)))
			.toList();
	}

	private List<LoadResult> of(String scenario) {
		return this.all.stream().filter((result) -> result.scenario().equals(scenario)).toList();
	}

	/**
	 * Renders the table.
	 * @param subjects in which order
	 * @return lines, none if nothing was measured
	 */
	List<String> lines(List<String> subjects) {
		List<String> lines = new ArrayList<>();
		if (!this.results.isEmpty()) {
			List<String> titles = titles();
			List<String> rule = new ArrayList<>(Collections.nCopies(titles.size(), "---:"));
			rule.set(0, "---");
			lines.addAll(List.of("", "## %s (`%s`)".formatted(this.scenario.title(), this.name), ""));
			lines.add(row(titles));
			lines.add(row(rule));
			subjects.forEach((subject) -> {
				List<LoadResult> own = of(this.results, subject);
				if (!own.isEmpty()) {
					lines.add(row(cells(subject, own)));
				}
			});
		}
		return lines;
	}

	private List<String> titles() {
		List<String> titles = new ArrayList<>(List.of("subject"));
		this.figures.forEach((figure) -> titles.add(figure.title()));
		String comparison = this.scenario.comparesByDifference() ? "%s over %s" : "%s / %s";
		this.baselines
			.forEach((baseline) -> titles.add(comparison.formatted(this.scenario.compared().title(), baseline)));
		this.scenario.reference().ifPresent((reference) -> titles.add("/ own `%s`".formatted(reference)));
		return titles;
	}

	private List<String> cells(String subject, List<LoadResult> own) {
		List<String> cells = new ArrayList<>(List.of(subject));
		this.figures
			.forEach((figure) -> cells.add(Spread.of(own, (result) -> result.figure(figure)).text(figure.decimals())));
		DoubleBinaryOperator comparison = this.scenario.comparesByDifference() ? (one, other) -> one - other
				: (one, other) -> one / other;
		this.baselines.forEach((baseline) -> cells.add(compare(own, of(this.results, baseline), comparison)));
		this.scenario.reference()
			.ifPresent((reference) -> cells.add(compare(own, of(of(reference), subject), (one, other) -> one / other)));
		return cells;
	}

	private static List<LoadResult> of(List<LoadResult> results, String subject) {
		return results.stream().filter((result) -> result.subject().equals(subject)).toList();
	}

	/** Each with those of the same round. */
	private String compare(List<LoadResult> own, List<LoadResult> others, DoubleBinaryOperator comparison) {
		Figure figure = this.scenario.compared();
		List<Double> compared = own.stream()
			.flatMap((result) -> others.stream()
				.filter((other) -> other.round() == result.round())
				.map((other) -> comparison.applyAsDouble(result.figure(figure), other.figure(figure))))
			.toList();
		return compared.isEmpty() ? "" : Spread.of(compared, Double::doubleValue).text(DECIMALS);
	}

	private static String row(List<String> cells) {
		return "| " + String.join(" | ", cells) + " |";
	}

}
