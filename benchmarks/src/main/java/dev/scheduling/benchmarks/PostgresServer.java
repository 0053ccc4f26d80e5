package dev.scheduling.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.util.Assert;

/**
 * A PostgreSQL of its own with the defaults of a new cluster, where the programs are
 * installed.
 */
public final class PostgresServer implements AutoCloseable {

	public static final String USER = "benchmarks";

	/** PostgreSQL does not run as root; this is the account that its packages make. */
	private static final String ACCOUNT = "postgres";

	private final Server server;

	private final int port;

	private PostgresServer(Server server, int port) {
		this.server = server;
		this.port = port;
	}

	public static boolean isInstalled() {
		return RedisServer.onPath("postgres").isPresent() && RedisServer.onPath("initdb").isPresent();
	}

	public static String url(int port) {
		return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
	}

	public static PostgresServer start() {
		Path folder = Server.createFolder("benchmarks-postgres");
		int port = Server.freePort();
		initialize(folder);
		Server server = Server.start(folder, command("postgres", "-D", folder.resolve("data").toString(), "-p",
				Integer.toString(port), "-h", "127.0.0.1", "-k", ""), () -> answers(port));
		return new PostgresServer(server, port);
	}

	private static void initialize(Path folder) {
		try {
			if (isRoot()) {
				Files.setOwner(folder,
						folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT));
			}
			Path log = folder.resolve("initdb.log");
			int status = new ProcessBuilder(
					command("initdb", "-D", folder.resolve("data").toString(), "-U", USER, "-A", "trust", "-E", "UTF8"))
				.directory(folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start()
				.waitFor();
			Assert.state(status == 0, () -> "initdb failed; %s tells why".formatted(log));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for initdb", ex);
		}
	}

	private static List<String> command(String program, String... arguments) {
		List<String> command = new ArrayList<>();
		if (isRoot()) {
			command.addAll(List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--clear-groups"));
		}
		Optional<Path> executable = RedisServer.onPath(program);
		command.add(executable.orElseThrow().toString());
		command.addAll(List.of(arguments));
		return command;
	}

	private static boolean isRoot() {
		return System.getProperty("user.name").equals("root");
	}

	private static boolean answers(int port) {
		try (Connection connection = DriverManager.getConnection(url(port), USER, "")) {
			return connection.isValid(1);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	public int port() {
		return this.port;
	}

	String version() {
		try (Connection connection = DriverManager.getConnection(url(this.port), USER, "")) {
			return connection.getMetaData().getDatabaseProductVersion();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.close();
	}

}
