package dev.scheduling.benchmarks;

import java.util.Arrays;

import dev.scheduling.benchmarks.load.LoadBenchmark;
import dev.scheduling.benchmarks.load.LoadOptions;
import dev.scheduling.benchmarks.load.LoadProcess;

/**
 * The program. Starts itself again for each subject.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	public static void main(String[] arguments) throws Exception {
		String command = (arguments.length > 0) ? arguments[0] : "";
		switch (command) {
			case SubjectProcess.COMMAND -> SubjectProcess.run(arguments);
			case TimingBenchmark.COMMAND ->
				TimingBenchmark.run(TimingOptions.parse(Arrays.asList(arguments).subList(1, arguments.length)));
			case LoadProcess.COMMAND -> LoadProcess.run(arguments);
			case LoadBenchmark.COMMAND ->
				LoadBenchmark.run(LoadOptions.parse(Arrays.asList(arguments).subList(1, arguments.length)));
			case JmhCommand.COMMAND -> JmhCommand.run(Arrays.asList(arguments).subList(1, arguments.length));
			default -> {
				System.err.println("The first argument must be '%s', '%s' or '%s'; benchmarks/README.md has the options"
					.formatted(TimingBenchmark.COMMAND, LoadBenchmark.COMMAND, JmhCommand.COMMAND));
				System.exit(2);
			}
		}
	}

}
