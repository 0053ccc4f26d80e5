package dev.scheduling.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.scheduling.benchmarks.BenchmarksJar;
import dev.scheduling.benchmarks.load.LoadSubject.Launch;

/**
 * Loads queues of durable jobs: in each round, each scenario with each subject in turn,
 * so that the subjects of a round meet the machine in a similar mood.
 */
public final class LoadBenchmark {

	public static final String COMMAND = "load";

	private final LoadOptions options;

	private final List<String> jvm;

	private final Path folder;

	private final LoadReport report;

	private LoadBenchmark(LoadOptions options, List<String> jvm, Path folder) {
		this.options = options;
		this.jvm = jvm;
		this.folder = folder;
		this.report = new LoadReport(options);
	}

	public static void run(LoadOptions options) throws IOException {
		BenchmarksJar jar = BenchmarksJar.find();
		Path target = jar.folder();
		LoadBenchmark benchmark = new LoadBenchmark(options, jar.command(options.javaOptions()),
				target.resolve("load"));
		benchmark.run();
		String report = benchmark.report.text();
		System.out.println(report);
		Files.writeString(target.resolve("load.md"), report);
	}

	private void run() {
		for (int round = 0; round < this.options.rounds(); round++) {
			for (String scenario : this.options.scenarios()) {
				int repeats = Scenarios.named(scenario).repeats();
				for (int repeat = 0; repeat < repeats; repeat++) {
					for (String subject : this.options.subjects()) {
						measure(scenario, subject, round * repeats + repeat);
					}
				}
			}
		}
	}

	/** A subject that fails leaves the others their turn. */
	private void measure(String scenario, String subject, int round) {
		if (!Scenarios.named(scenario).suits(subject, LoadSubjects.named(subject))) {
			return;
		}
		if (!LoadSubjects.named(subject).isInstalled()) {
			this.report.note("%s was left out: the programs it needs are not on the path".formatted(subject));
			return;
		}
		try (LoadSession session = open(scenario, subject)) {
			int backlog = LoadSubjects.named(subject).backlog(this.options.jobs());
			Map<Figure, Double> figures = Scenarios.named(scenario).measure(session, backlog);
			LoadResult result = new LoadResult(scenario, subject, round, figures);
			System.err.println(result);
			this.report.add(result);
		}
		catch (RuntimeException ex) {
			System.err.println("%s with %s failed: %s".formatted(subject, scenario, ex));
			this.report.note("%s failed with %s".formatted(subject, scenario));
		}
	}

	private LoadSession open(String scenario, String subject) {
		Conditions conditions = Scenarios.named(scenario).conditions();
		LoadServer server = LoadServer.start(LoadSubjects.named(subject).keptIn(), conditions);
		List<String> command = LoadSubjects.named(subject)
			.command(subject, new Launch(this.jvm, this.folder, server.port(), conditions));
		LoadSession session = new LoadSession(server);
		try {
			for (int node = 0; node < conditions.nodes(); node++) {
				session.start(command, this.folder.resolve("%s-%s-%d.log".formatted(scenario, subject, node)));
			}
			session.pause();
			return session;
		}
		catch (RuntimeException ex) {
			session.close();
			throw ex;
		}
	}

}
