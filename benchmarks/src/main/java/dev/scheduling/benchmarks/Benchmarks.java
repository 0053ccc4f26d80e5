package dev.scheduling.benchmarks;

import java.util.Arrays;

/**
 * The program. Starts itself again for each subject.
 */
final class Benchmarks {

	private Benchmarks() {
	}

	public static void main(String[] arguments) throws Exception {
		String command = (arguments.length > 0) ? arguments[0] : "";
		switch (command) {
			case SubjectProcess.COMMAND -> SubjectProcess.run(arguments);
			case TimingBenchmark.COMMAND ->
				TimingBenchmark.run(TimingOptions.parse(Arrays.asList(arguments).subList(1, arguments.length)));
			default -> {
				System.err.println("The first argument must be '%s'; benchmarks/README.md has the options"
					.formatted(TimingBenchmark.COMMAND));
				System.exit(2);
			}
		}
	}

}
