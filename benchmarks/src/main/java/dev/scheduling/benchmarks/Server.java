package dev.scheduling.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.springframework.util.Assert;
import org.springframework.util.FileSystemUtils;

/**
 * A server of its own on a free loopback port, in a folder that goes with it.
 */
final class Server implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final Process process;

	private final Path folder;

	private final Thread onExit = new Thread(this::end, "server-end");

	private Server(Process process, Path folder) {
		this.process = process;
		this.folder = folder;
		// An interrupt typed into the terminal must leave no server behind.
		try {
			Runtime.getRuntime().addShutdownHook(this.onExit);
		}
		catch (IllegalStateException ex) { // it came just now
			end();
			throw ex;
		}
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Server start(Path folder, List<String> command, BooleanSupplier answers) {
		try {
			Path log = folder.resolve("server.log");
			Process process = new ProcessBuilder(command).directory(folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			boolean started = Waiting.until(PATIENCE, () -> answers.getAsBoolean() || !process.isAlive());
			Assert.state(started && process.isAlive(), () -> "%s did not start; %s tells why".formatted(command, log));
			return new Server(process, folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Path createFolder(String prefix) {
		try {
			return Files.createTempDirectory(prefix);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		Runtime.getRuntime().removeShutdownHook(this.onExit);
		end();
	}

	private void end() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
			FileSystemUtils.deleteRecursively(this.folder);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
