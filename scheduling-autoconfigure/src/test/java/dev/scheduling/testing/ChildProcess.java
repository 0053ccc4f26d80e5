package dev.scheduling.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A Java process that a test has started, to be killed, stopped and held.
 */
public final class ChildProcess implements AutoCloseable {

	private final Process process;

	private @Nullable Long killedAt;

	private ChildProcess(Process process) {
		this.process = process;
	}

	/**
	 * Prepares a process with little memory that starts quickly.
	 * @param main what it runs
	 * @param classPath its class path
	 * @return the process, to which arguments can be added
	 */
	public static ProcessBuilder java(Class<?> main, String classPath) {
		return new ProcessBuilder(
				new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, main.getName())));
	}

	/**
	 * Starts a process.
	 * @param java the process
	 * @param log where its output goes
	 * @return the running process
	 */
	public static ChildProcess start(ProcessBuilder java, Path log) {
		try {
			return new ChildProcess(java.redirectErrorStream(true).redirectOutput(log.toFile()).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public long pid() {
		return this.process.pid();
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/** When it was surely dead, on the clock of the events, if it was killed. */
	public Optional<Long> killedAt() {
		return Optional.ofNullable(this.killedAt);
	}

	/** As a deployment ends a process. */
	public void terminate() {
		this.process.destroy();
		awaitExit();
	}

	/** Asks it to end, and does not wait for that. */
	public void requestStop() {
		this.process.destroy();
	}

	/** Holds it as a frozen machine would, or lets it go on. */
	public void signal(String name) {
		Signals.send(name, this.process);
	}

	/** As {@code kill -9} does. */
	public void kill() {
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
