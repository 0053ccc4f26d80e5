package dev.scheduling.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A process that runs {@link NodeApplication}.
 */
final class ClusterNode implements AutoCloseable {

	static final Duration LEASE = Duration.ofSeconds(3);

	private final Path events;

	private final Process process;

	private @Nullable Long killedAt;

	private ClusterNode(Path events, Process process) {
		this.events = events;
		this.process = process;
	}

	static ClusterNode start(Path folder, String name, int redisPort) {
		return start(folder, name, redisPort, (java) -> {
		});
	}

	static ClusterNode start(Path folder, String name, int redisPort, Consumer<ProcessBuilder> customizer) {
		Path events = folder.resolve(name + ".events");
		ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				NodeApplication.class.getName(), "--events=" + events, "--spring.data.redis.port=" + redisPort,
				"--spring.application.name=cluster", "--spring.main.web-application-type=none",
				"--spring.main.banner-mode=off", "--scheduling.lease=" + LEASE.toSeconds() + "s");
		customizer.accept(java);
		try {
			return new ClusterNode(events,
					java.redirectErrorStream(true).redirectOutput(folder.resolve(name + ".log").toFile()).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<RunEvent> events() {
		try {
			return Files.exists(this.events) ? Files.readAllLines(this.events).stream().map(RunEvent::parse).toList()
					: List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	long pid() {
		return this.process.pid();
	}

	/** When it was surely dead, on the clock of the events, if it was killed. */
	Optional<Long> killedAt() {
		return Optional.ofNullable(this.killedAt);
	}

	/** As a deployment ends a process. */
	void terminate() {
		this.process.destroy();
		awaitExit();
	}

	/** Asks it to end, and does not wait for that. */
	void requestStop() {
		this.process.destroy();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/** Holds it as a frozen machine would, or lets it go on. */
	void signal(String name) {
		try {
			new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** As {@code kill -9} does. */
	void kill() {
		this.process.destroyForcibly();
		awaitExit();
		this.killedAt = System.nanoTime();
	}

	private void awaitExit() {
		this.process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
