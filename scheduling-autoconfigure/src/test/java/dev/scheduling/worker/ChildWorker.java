package dev.scheduling.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.scheduling.annotation.JobHandlerDefinition;

/**
 * A worker in a process of its own, to be killed; with handlers that only return their
 * names where these are given.
 */
final class ChildWorker {

	private ChildWorker() {
	}

	static Process start(int port, Duration lease, String... handlers) {
		try {
			List<String> command = new ArrayList<>(
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
							"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
							ChildWorker.class.getName(), Integer.toString(port), lease.toString()));
			command.addAll(List.of(handlers));
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static void main(String[] arguments) {
		RedisWorkers workers = new RedisWorkers(Integer.parseInt(arguments[0]));
		if (arguments.length > 2) {
			JobHandlerDefinition[] handlers = Arrays.stream(arguments)
				.skip(2)
				.map((name) -> JobHandlerDefinition.of(name, null, (payload, context) -> name))
				.toArray(JobHandlerDefinition[]::new);
			workers.worker(Duration.parse(arguments[1]), 10, handlers).start();
			return;
		}
		workers.worker(Duration.parse(arguments[1]), 10, JobHandlerDefinition.of("long", null, (payload, context) -> {
			TimeUnit.MINUTES.sleep(1);
			return "child";
		}), JobHandlerDefinition.of("noop", null, (payload, context) -> null),
				JobHandlerDefinition.of("poison", null, (payload, context) -> {
					TimeUnit.MILLISECONDS.sleep(200);
					Runtime.getRuntime().halt(137);
					return null;
				}))
			.start();
	}

}
