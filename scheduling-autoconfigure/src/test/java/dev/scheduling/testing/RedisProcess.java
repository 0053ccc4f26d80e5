package dev.scheduling.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis on a free loopback port: the one on the path, else the embedded binary.
 */
public final class RedisProcess implements AutoCloseable {

	private final String executable;

	private final Path directory;

	private final int port;

	private final List<String> arguments;

	private Process process;

	private RedisProcess(String executable, Path directory, int port, List<String> arguments) {
		this.executable = executable;
		this.directory = directory;
		this.port = port;
		this.arguments = arguments;
		this.process = launch();
	}

	/**
	 * Starts a Redis without persistence and waits until it answers.
	 * @param arguments further options, such as {@code --appendonly yes}
	 * @return the running process
	 */
	public static RedisProcess start(String... arguments) {
		return start(executable(), arguments);
	}

	/**
	 * Starts the embedded Redis 6.2, the oldest that is supported.
	 * @param arguments further options
	 * @return the running process
	 */
	public static RedisProcess startOldest(String... arguments) {
		return start(embedded(), arguments);
	}

	/**
	 * Starts a Sentinel, which any Redis can be.
	 * @param configuration the lines of its file, apart from its address
	 * @return the running process
	 */
	static RedisProcess startSentinel(String... configuration) {
		try {
			Path directory = Files.createTempDirectory("sentinel-test");
			Path file = Files.write(directory.resolve("sentinel.conf"), List.of(configuration));
			return new RedisProcess(executable(), directory, freePort(), List.of(file.toString(), "--sentinel"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RedisProcess start(String executable, String... arguments) {
		try {
			List<String> options = new ArrayList<>(List.of("--save", ""));
			options.addAll(List.of(arguments));
			return new RedisProcess(executable, Files.createTempDirectory("redis-test"), freePort(), options);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Below the ports that the system gives to clients: one that reconnects could be
	 * given the very port it calls, be connected to itself, and keep it from Redis. Below
	 * by another 10 000, where nodes of a cluster talk to each other.
	 */
	static int freePort() {
		return new Random().ints(12_000, 22_000).limit(100).filter(RedisProcess::isFree).findFirst().orElseThrow();
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Process launch() {
		List<String> command = new ArrayList<>(List.of(this.executable));
		command.addAll(this.arguments);
		command.addAll(List.of("--port", Integer.toString(this.port), "--bind", "127.0.0.1", "--dir",
				this.directory.toString()));
		try {
			Process launched = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(this.directory.resolve("redis.log").toFile())
				.start();
			Awaitility.await("Redis on port " + this.port)
				.pollInterval(Duration.ofMillis(10))
				.atMost(Duration.ofSeconds(15))
				.until(this::answers);
			return launched;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String executable() {
		return installed().orElseGet(RedisProcess::embedded);
	}

	/**
	 * Returns the Redis on the path, which can do more than the embedded one.
	 * @return its executable
	 */
	static Optional<String> installed() {
		return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
			.map((folder) -> Path.of(folder, "redis-server"))
			.filter(Files::isExecutable)
			.findFirst()
			.map(Path::toString);
	}

	private static String embedded() {
		try {
			return ExecutableProvider.newJarResourceProvider(Files.createTempDirectory("redis-binary").toFile())
				.get()
				.getAbsolutePath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean answers() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream().write("PING\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
			return socket.getInputStream().read() == '+';
		}
		catch (IOException ex) {
			return false;
		}
	}

	public int port() {
		return this.port;
	}

	public Process process() {
		return this.process;
	}

	/**
	 * Ends the process at once, as {@code kill -9} does.
	 */
	public void kill() {
		this.process.destroyForcibly();
		Awaitility.await().until(() -> !this.process.isAlive());
	}

	/**
	 * Ends the process as an operator does.
	 */
	public void terminate() {
		this.process.destroy();
		Awaitility.await().until(() -> !this.process.isAlive());
	}

	/**
	 * Stops the process where it is: its connections stay open and it answers nothing.
	 */
	public void freeze() {
		signal("STOP");
	}

	/**
	 * Lets a frozen process go on.
	 */
	public void thaw() {
		signal("CONT");
	}

	/**
	 * Holds the process as a frozen machine would, or lets it go on.
	 * @param name {@code STOP} or {@code CONT}
	 */
	public void signal(String name) {
		Signals.send(name, this.process);
	}

	/**
	 * Starts the process again on the same port and data.
	 */
	public void restart() {
		this.process = launch();
	}

	@Override
	public void close() {
		kill();
	}

}
