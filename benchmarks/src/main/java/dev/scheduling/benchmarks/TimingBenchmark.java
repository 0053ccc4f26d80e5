package dev.scheduling.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.scheduling.benchmarks.Subject.Backing;
import dev.scheduling.benchmarks.TimingOptions.Part;

/**
 * Measures when periodic tasks start, what that costs, and how long an application with
 * many of them takes to start.
 */
final class TimingBenchmark {

	static final String COMMAND = "timing";

	private static final int TASKS_ON_TWO_NODES = 100;

	private final TimingOptions options;

	private final SubjectRunner runner;

	private final TimingReport report;

	private TimingBenchmark(TimingOptions options, SubjectRunner runner, TimingReport report) {
		this.options = options;
		this.runner = runner;
		this.report = report;
	}

	static void run(TimingOptions options) throws IOException {
		BenchmarksJar jar = BenchmarksJar.find();
		Path target = jar.folder();
		SubjectRunner runner = new SubjectRunner(options, jar.command(options.javaOptions()), target.resolve("timing"),
				Clock.systemUTC());
		TimingReport report = new TimingReport(options);
		new TimingBenchmark(options, runner, report).run();
		System.out.println(report.text());
		Files.writeString(target.resolve("timing.md"), report.text());
	}

	private void run() {
		if (this.options.parts().contains(Part.LATENESS)) {
			measureLateness();
		}
		if (this.options.parts().contains(Part.NODES)) {
			measureTwoNodes();
		}
		if (this.options.parts().contains(Part.START_UP)) {
			measureStart();
		}
		if (this.options.parts().contains(Part.IDLE)) {
			measureIdle();
		}
	}

	private void measureLateness() {
		List<TimingResult> results = new ArrayList<>();
		for (int round = 0; round < this.options.rounds(); round++) {
			for (int tasks : this.options.tasks()) {
				for (String subject : this.options.subjects()) {
					measure(subject, tasks, 1).ifPresent(results::add);
				}
			}
		}
		this.report.addLateness("One node", results);
	}

	private void measureTwoNodes() {
		List<TimingResult> results = new ArrayList<>();
		for (int round = 0; round < this.options.rounds(); round++) {
			for (String subject : Subjects.ON_TWO_NODES) {
				measure(subject, TASKS_ON_TWO_NODES, 2).ifPresent(results::add);
			}
		}
		this.report.addLateness("Two nodes", results);
	}

	/** A subject that fails leaves the others their turn. */
	private Optional<TimingResult> measure(String subject, int tasks, int nodes) {
		if (Subjects.named(subject).backing() == Backing.POSTGRES && !PostgresServer.isInstalled()) {
			this.report.note("%s was left out: no `postgres` and `initdb` on the path".formatted(subject));
			return Optional.empty();
		}
		try {
			TimingResult result = this.runner.measure(subject, tasks, nodes);
			System.err.println(result);
			return Optional.of(result);
		}
		catch (RuntimeException ex) {
			System.err.println("%s with %d tasks failed: %s".formatted(subject, tasks, ex));
			this.report.note("%s with %d tasks failed".formatted(subject, tasks));
			return Optional.empty();
		}
	}

	private void measureStart() {
		List<Integer> counts = List.of(0, 1, this.options.startUpTasks());
		List<String> subjects = List.of(Subjects.STARTER_HOURLY, Subjects.SCHEDULED_HOURLY);
		Map<String, List<List<Duration>>> rounds = new LinkedHashMap<>();
		for (int round = 0; round < this.options.startUpRounds(); round++) {
			for (String subject : subjects) {
				rounds.computeIfAbsent(subject, (key) -> new ArrayList<>())
					.add(counts.stream().map((tasks) -> this.runner.measureStart(subject, tasks)).toList());
			}
		}
		this.report.addStarts(counts, rounds);
	}

	private void measureIdle() {
		this.report.idleHeading();
		for (int tasks : List.of(1, 1000)) {
			this.report.addIdle(tasks, this.runner.watchIdle(Subjects.STARTER_HOURLY, tasks),
					this.options.idleWindow());
		}
	}

}
