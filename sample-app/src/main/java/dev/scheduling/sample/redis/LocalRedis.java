package dev.scheduling.sample.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.springframework.util.Assert;

/**
 * A Redis process whose data, process id and port are kept in one folder. It is on its
 * own: it outlives the application if that is killed, and an interrupt typed into the
 * application's terminal does not reach it.
 *
 * @param processId the id of the process
 * @param port the port, on the loopback address only
 */
record LocalRedis(long processId, int port) {

	private static final String PID_FILE = "redis.pid";

	private static final String PORT_FILE = "redis.port";

	private static final String LOG_FILE = "redis.log";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/**
	 * Finds the process that runs on a folder.
	 * @param folder the folder
	 * @return empty unless a Redis answers on the port in the folder, under the process
	 * id in the folder: after a reboot, either may belong to somebody else
	 */
	static Optional<LocalRedis> find(Path folder) {
		Optional<Long> processId = read(folder.resolve(PID_FILE));
		Optional<Long> port = read(folder.resolve(PORT_FILE));
		if (processId.isEmpty() || port.isEmpty()) {
			return Optional.empty();
		}
		LocalRedis redis = new LocalRedis(processId.get(), port.get().intValue());
		return redis.isRunning() ? Optional.of(redis) : Optional.empty();
	}

	/**
	 * Starts a process on a folder, on a free port, and waits until it answers.
	 * @param folder the folder, with the data of an earlier process or none
	 * @param executable the program
	 * @return the running process
	 */
	static LocalRedis start(Path folder, Path executable) {
		try {
			int port = freePort();
			Files.deleteIfExists(folder.resolve(PID_FILE));
			Files.writeString(folder.resolve(PORT_FILE), Integer.toString(port));
			launch(folder, executable, port);
			boolean started = await(() -> find(folder).isPresent());
			Assert.state(started, () -> "'%s' did not start on port %s; '%s' tells why".formatted(executable, port,
					folder.resolve(LOG_FILE)));
			return find(folder).orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("'%s' did not start in '%s'".formatted(executable, folder), ex);
		}
	}

	private static void launch(Path folder, Path executable, int port) throws IOException {
		// File names are relative to the folder: Redis splits its arguments at blanks.
		new ProcessBuilder(executable.toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1",
				"--daemonize", "yes", "--pidfile", PID_FILE, "--logfile", LOG_FILE, "--appendonly", "yes", "--save", "",
				"--maxmemory-policy", "noeviction")
			.directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve(LOG_FILE).toFile())
			.start();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Returns whether the process answers.
	 * @return {@code true} if it does
	 */
	boolean isRunning() {
		return RedisProbe.processId(this.port).orElse(-1) == this.processId;
	}

	/**
	 * Ends the process, which writes what it still has to write, and waits for that.
	 */
	void stop() {
		ProcessHandle.of(this.processId).filter((process) -> isRunning()).ifPresent((process) -> {
			process.destroy();
			if (!await(() -> !isRunning())) {
				process.destroyForcibly();
			}
		});
	}

	private static Optional<Long> read(Path file) {
		try {
			return Optional.of(Long.valueOf(Files.readString(file).trim()));
		}
		catch (IOException | NumberFormatException ex) {
			return Optional.empty();
		}
	}

	private static boolean await(BooleanSupplier condition) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - deadline > 0) {
				return false;
			}
			pause();
		}
		return true;
	}

	private static void pause() {
		try {
			Thread.sleep(20);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for Redis", ex);
		}
	}

}
