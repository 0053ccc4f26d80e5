package dev.scheduling.benchmarks.load;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.scheduling.benchmarks.Machine;
import dev.scheduling.benchmarks.RedisServer;

/**
 * Gathers what was measured and renders it as Markdown.
 */
final class LoadReport {

	private final LoadOptions options;

	private final List<LoadResult> results = new ArrayList<>();

	private final Set<String> notes = new LinkedHashSet<>();

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
		List<String> lines = new ArrayList<>(List.of("# Load", "", "```"));
		lines.add("java -jar benchmarks.jar %s %s".formatted(LoadBenchmark.COMMAND,
				String.join(" ", this.options.arguments())));
		lines.addAll(List.of("```", ""));
		lines.addAll(Machine.describe());
		lines.add(
				"* each subject in a process of its own, JVMs with `%s`; a new server for each; Redis with %s, unless said"
					.formatted(String.join(" ", this.options.javaOptions()), RedisServer.SETTINGS));
		lines.add(
				"* payload of 100 bytes, jobs that do nothing unless said, backlog of %d; %d rounds: median (min..max); "
					.formatted(this.options.jobs(), this.options.rounds()) + "comparisons are those of one round");
		this.notes.forEach((note) -> lines.add("* " + note));
		this.options.scenarios()
			.forEach((scenario) -> lines.addAll(new LoadTable(scenario, this.results).lines(this.options.subjects())));
		lines.addAll(List.of("", "## Subjects", ""));
		this.options.subjects().forEach((subject) -> lines.add(describe(subject)));
		return String.join("\n", lines) + "\n";
	}

	private String describe(String name) {
		LoadSubject subject = LoadSubjects.named(name);
		int backlog = subject.backlog(this.options.jobs());
		String less = (backlog < this.options.jobs()) ? "; backlog of %d".formatted(backlog) : "";
		return "* %s: %s%s".formatted(name, subject.settings(), less);
	}

}
