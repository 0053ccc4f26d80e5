package dev.scheduling.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import redis.embedded.core.ExecutableProvider;

/**
 * A Redis of its own: the one on the path, else the one that embedded-redis ships.
 */
public final class RedisServer implements AutoCloseable {

	public static final String SETTINGS = "`appendonly yes`, `appendfsync everysec`, `save \"\"`";

	private static final String EVERY_SECOND = "everysec";

	private final Server server;

	private final int port;

	private RedisServer(Server server, int port) {
		this.server = server;
		this.port = port;
	}

	static RedisServer start() {
		return start(EVERY_SECOND);
	}

	/**
	 * Starts a server.
	 * @param fsync its {@code appendfsync}
	 * @return the server, which answers
	 */
	public static RedisServer start(String fsync) {
		Path folder = Server.createFolder("benchmarks-redis");
		int port = Server.freePort();
		Server server = Server.start(folder,
				List.of(executable(folder), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--appendonly",
						"yes", "--appendfsync", fsync, "--save", "", "--maxmemory-policy", "noeviction"),
				() -> ask(port, "PING").startsWith("+PONG"));
		return new RedisServer(server, port);
	}

	public static Optional<Path> onPath(String program) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((folder) -> Path.of(folder, program).toAbsolutePath())
			.filter(Files::isExecutable)
			.findFirst();
	}

	private static String executable(Path folder) {
		return onPath("redis-server").map(Path::toString).orElseGet(() -> {
			try {
				return ExecutableProvider.newJarResourceProvider(folder.toFile()).get().getAbsolutePath();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private static String ask(int port, String command) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "";
		}
	}

	public int port() {
		return this.port;
	}

	public String info() {
		return ask(this.port, "INFO all");
	}

	@Override
	public void close() {
		this.server.close();
	}

}
