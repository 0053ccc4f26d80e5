package dev.scheduling.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.scheduling.benchmarks.Benchmarks;

import org.springframework.boot.system.ApplicationHome;
import org.springframework.util.Assert;

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
		ApplicationHome home = new ApplicationHome(Benchmarks.class);
		Assert.state(home.getSource() != null, "The benchmarks start themselves again and need to run from their jar");
		Path target = home.getDir().toPath();
		List<String> jvm = new ArrayList<>();
		jvm.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		jvm.addAll(options.javaOptions());
		jvm.addAll(List.of("-jar", home.getSource().toString()));
		LoadBenchmark benchmark = new LoadBenchmark(options, jvm, target.resolve("load"));
		benchmark.run();
		System.out.println(benchmark.report.text());
		Files.writeString(target.resolve("load.md"), benchmark.report.text());
	}

	private void run() {
		for (int round = 0; round < this.options.rounds(); round++) {
			for (String scenario : this.options.scenarios()) {
				for (String subject : this.options.subjects()) {
					measure(scenario, subject, round);
				}
			}
		}
	}

	/** A subject that fails leaves the others their turn. */
	private void measure(String scenario, String subject, int round) {
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
		LoadServer server = LoadServer.start(LoadSubjects.named(subject).store(), conditions);
		List<LoadWorker> nodes = IntStream.range(0, conditions.nodes())
			.mapToObj((node) -> LoadWorker.start(command(subject, conditions, server.port()),
					this.folder.resolve("%s-%s-%d.log".formatted(scenario, subject, node))))
			.toList();
		LoadSession session = new LoadSession(server, nodes);
		session.pause();
		return session;
	}

	private List<String> command(String subject, Conditions conditions, int port) {
		List<String> command = new ArrayList<>(this.jvm);
		command.addAll(LoadProcess.arguments(subject, port, conditions.concurrency(), conditions.properties()));
		return command;
	}

}
