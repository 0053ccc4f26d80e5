package dev.scheduling.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.scheduling.annotation.JobHandlerDefinition;

/**
 * A worker in a process of its own, to be killed.
 */
final class ChildWorker {

	private ChildWorker() {
	}

	static Process start(int port, Duration lease) {
		try {
			return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
					ChildWorker.class.getName(), Integer.toString(port), lease.toString())
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static void main(String[] arguments) {
		RedisWorkers workers = new RedisWorkers(Integer.parseInt(arguments[0]));
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
