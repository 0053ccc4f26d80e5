package dev.scheduling.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.scheduling.benchmarks.Starts.Start;

import org.springframework.util.Assert;
import org.springframework.util.FileSystemUtils;

/**
 * The process of one subject, from outside.
 */
final class ChildProcess implements AutoCloseable {

	private static final Duration START_PATIENCE = Duration.ofMinutes(3);

	private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);

	private final Process process;

	private final Path folder;

	private ChildProcess(Process process, Path folder) {
		this.process = process;
		this.folder = folder;
	}

	/**
	 * Starts the process. Does not wait for it.
	 * @param jvm how to start a JVM with the benchmarks
	 * @param folder for its log and its record
	 * @param arguments what its {@code main} takes
	 * @return the process
	 */
	static ChildProcess start(List<String> jvm, Path folder, List<String> arguments) {
		try {
			FileSystemUtils.deleteRecursively(folder);
			Files.createDirectories(folder);
			List<String> command = new ArrayList<>(jvm);
			command.addAll(arguments);
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(folder.resolve("child.log").toFile())
				.start();
			return new ChildProcess(process, folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the subject is ready.
	 * @return how long the subject took for that
	 */
	Duration awaitReady() {
		Path ready = this.folder.resolve(SubjectProcess.READY_FILE);
		boolean done = Waiting.until(START_PATIENCE, () -> Files.exists(ready) || !this.process.isAlive());
		Assert.state(done && this.process.isAlive(),
				() -> "The process was not ready within %s; %s tells why".formatted(START_PATIENCE, this.folder));
		try {
			return Duration.ofMillis(Long.parseLong(Files.readString(ready)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	double cpuSeconds() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
	}

	/**
	 * Ends the process.
	 * @return the starts of tasks in it
	 */
	List<Start> stop() {
		try {
			this.process.getOutputStream().close();
			this.process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
			return Starts.read(this.folder.resolve(SubjectProcess.STARTS_FILE));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while a process ends", ex);
		}
		finally {
			close();
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
