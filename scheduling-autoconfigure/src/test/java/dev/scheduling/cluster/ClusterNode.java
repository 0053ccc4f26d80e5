package dev.scheduling.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.scheduling.testing.ChildProcess;
import dev.scheduling.testing.EventFile;

/**
 * A process that runs {@link NodeApplication}.
 */
final class ClusterNode implements AutoCloseable {

	static final Duration LEASE = Duration.ofSeconds(3);

	private final EventFile events;

	private final ChildProcess process;

	private ClusterNode(EventFile events, ChildProcess process) {
		this.events = events;
		this.process = process;
	}

	static ClusterNode start(Path folder, String name, int redisPort) {
		return start(folder, name, redisPort, (java) -> {
		});
	}

	static ClusterNode start(Path folder, String name, int redisPort, Consumer<ProcessBuilder> customizer) {
		EventFile events = new EventFile(folder.resolve(name + ".events"));
		ProcessBuilder java = ChildProcess.java(NodeApplication.class, System.getProperty("java.class.path"));
		java.command()
			.addAll(List.of("--events=" + events.path(), "--spring.data.redis.port=" + redisPort,
					"--spring.application.name=cluster", "--spring.main.web-application-type=none",
					"--spring.main.banner-mode=off", "--scheduling.lease=" + LEASE.toSeconds() + "s"));
		customizer.accept(java);
		return new ClusterNode(events, ChildProcess.start(java, folder.resolve(name + ".log")));
	}

	List<RunEvent> events() {
		return this.events.lines().stream().map(RunEvent::parse).toList();
	}

	long pid() {
		return this.process.pid();
	}

	/** When it was surely dead, on the clock of the events, if it was killed. */
	Optional<Long> killedAt() {
		return this.process.killedAt();
	}

	/** As a deployment ends a process. */
	void terminate() {
		this.process.terminate();
	}

	/** Asks it to end, and does not wait for that. */
	void requestStop() {
		this.process.requestStop();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/** Holds it as a frozen machine would, or lets it go on. */
	void signal(String name) {
		this.process.signal(name);
	}

	/** As {@code kill -9} does. */
	void kill() {
		this.process.kill();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
