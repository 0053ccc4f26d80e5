package dev.scheduling.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that runs {@link NodeApplication}.
 */
final class ClusterNode implements AutoCloseable {

	private final Path events;

	private final Process process;

	private @Nullable Long killedAt;

	private ClusterNode(Path events, Process process) {
		this.events = events;
		this.process = process;
	}

	static ClusterNode start(Path folder, String name, int redisPort) {
		Path events = folder.resolve(name + ".events");
		ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				NodeApplication.class.getName(), "--events=" + events, "--spring.data.redis.port=" + redisPort,
				"--spring.application.name=cluster", "--spring.main.web-application-type=none",
				"--spring.main.banner-mode=off", "--scheduling.lease=3s");
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
	void terminate() throws InterruptedException {
		this.process.destroy();
		assertThat(this.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
	}

	/** As {@code kill -9} does. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		assertThat(this.process.waitFor(10, TimeUnit.SECONDS)).isTrue();
		this.killedAt = System.nanoTime();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
