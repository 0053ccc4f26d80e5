package dev.scheduling.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

import dev.scheduling.benchmarks.RedisServer;

import org.springframework.util.Assert;

/**
 * BullMQ, in a process of Node.js. Its packages are installed when it is first measured.
 */
final class BullMqSubject implements LoadSubject {

	private static final List<String> PACKAGES = List.of("bullmq@6.7.0", "ioredis@5.11.1");

	private static final String SCRIPT = "bullmq.mjs";

	@Override
	public Store keptIn() {
		return Store.REDIS;
	}

	@Override
	public String settings() {
		return String.join(", ", PACKAGES) + ", Node.js " + nodeVersion()
				+ "; one worker with `concurrency`, `removeOnComplete: true`; bulk: `addBulk`";
	}

	private String nodeVersion() {
		if (!isInstalled()) {
			return "not installed";
		}
		try (BufferedReader version = new ProcessBuilder("node", "--version").start()
			.inputReader(StandardCharsets.UTF_8)) {
			return String.valueOf(version.readLine());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public boolean isInstalled() {
		return RedisServer.onPath("node").isPresent() && RedisServer.onPath("npm").isPresent();
	}

	@Override
	public int backlog(int asked) {
		return Math.min(asked, 20_000);
	}

	@Override
	public List<String> command(String name, Launch launch) {
		Path folder = launch.folder().resolve("bullmq");
		install(folder);
		return List.of("node", folder.resolve(SCRIPT).toString(), Integer.toString(launch.port()),
				Integer.toString(launch.conditions().concurrency()));
	}

	private static void install(Path folder) {
		try (InputStream script = Objects.requireNonNull(BullMqSubject.class.getResourceAsStream(SCRIPT))) {
			Files.createDirectories(folder);
			Files.copy(script, folder.resolve(SCRIPT), StandardCopyOption.REPLACE_EXISTING);
			if (!Files.exists(folder.resolve("node_modules"))) {
				Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
				npmInstall(folder);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while packages are installed", ex);
		}
	}

	private static void npmInstall(Path folder) throws IOException, InterruptedException {
		Path log = folder.resolve("npm.log");
		ProcessBuilder npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
		npm.command().addAll(PACKAGES);
		int status = npm.directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start()
			.waitFor();
		Assert.state(status == 0, () -> "npm failed; %s tells why".formatted(log));
	}

	@Override
	public LoadQueue open(Setup setup) {
		throw new UnsupportedOperationException("It runs in a process of Node.js");
	}

}
