package dev.scheduling.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.scheduling.benchmarks.Subject.Load;

/**
 * The inside of the process of one subject: starts it, says that it is ready, and stops
 * once its standard input says so or ends.
 */
final class SubjectProcess {

	static final String COMMAND = "subject";

	static final String READY_FILE = "ready";

	static final String STARTS_FILE = "starts";

	private SubjectProcess() {
	}

	static List<String> arguments(String subject, int tasks, int capacity, int port, Path folder) {
		return List.of(COMMAND, subject, Integer.toString(tasks), Integer.toString(capacity), Integer.toString(port),
				folder.toString());
	}

	static void run(String[] arguments) throws Exception {
		Path folder = Path.of(arguments[5]);
		Starts starts = new Starts(Clock.systemUTC(), Integer.parseInt(arguments[3]));
		Load load = new Load(Integer.parseInt(arguments[2]), starts, Integer.parseInt(arguments[4]));
		Subject subject = Subjects.named(arguments[1]);
		long begin = System.nanoTime();
		AutoCloseable running = subject.start(load);
		writeReady(folder, Duration.ofNanos(System.nanoTime() - begin));
		int ignored = System.in.read();
		starts.write(folder.resolve(STARTS_FILE));
		running.close();
		System.exit(0); // a peer may leave threads behind
	}

	/** In one step: whoever waits for the file reads it at once. */
	private static void writeReady(Path folder, Duration time) throws IOException {
		Path unfinished = folder.resolve(READY_FILE + ".new");
		Files.writeString(unfinished, Long.toString(time.toMillis()));
		Files.move(unfinished, folder.resolve(READY_FILE), StandardCopyOption.ATOMIC_MOVE);
	}

}
