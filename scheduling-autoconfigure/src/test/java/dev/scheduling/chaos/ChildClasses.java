package dev.scheduling.chaos;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.scheduling.testing.ChildProcess;
import dev.scheduling.testing.RedisProcess;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/**
 * What the processes of a test run: the class path of this process after changed scripts,
 * and an archive of loaded classes that halves what it costs to start one.
 *
 * @param classPath the class path
 * @param archive the archive, which may be missing
 */
record ChildClasses(String classPath, Path archive) {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** With sound scripts, made once for all tests of this process. */
	static ChildClasses sound() {
		return Sound.CLASSES;
	}

	/** Directories cannot be archived, so they are packed. */
	static ChildClasses of(Path folder, List<ScriptChange> changes) {
		Path scripts = folder.resolve("scripts");
		changes.forEach((change) -> change.writeTo(scripts));
		return new ChildClasses(Stream
			.concat(Stream.of(scripts.toString()),
					Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)))
			.map((entry) -> Files.isDirectory(Path.of(entry)) ? pack(Path.of(entry), folder) : entry)
			.collect(Collectors.joining(File.pathSeparator)), folder.resolve("classes.jsa"));
	}

	private static String pack(Path directory, Path folder) {
		try (Stream<Path> files = Files.walk(directory)) {
			Path jar = Files.createTempFile(folder, directory.getFileName().toString(), ".jar");
			try (OutputStream file = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(file)) {
				for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
					zip.putNextEntry(
							new ZipEntry(directory.relativize(each).toString().replace(File.separatorChar, '/')));
					Files.copy(each, zip);
				}
			}
			return jar.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Runs a worker once, for its classes. */
	private ChildClasses archived() {
		Path folder = this.archive.toAbsolutePath().getParent();
		try (RedisProcess redis = RedisProcess.start()) {
			Path output = folder.resolve("archive.log");
			ProcessBuilder java = java(WorkerApplication.class);
			java.command().add(1, "-XX:ArchiveClassesAtExit=" + this.archive);
			java.command()
				.addAll(List.of("--spring.data.redis.port=" + redis.port(), "--spring.application.name=archive",
						"--spring.main.web-application-type=none", "--events=" + folder.resolve("archive.events")));
			try (ChildProcess child = ChildProcess.start(java, output)) {
				await().atMost(PATIENCE)
					.until(() -> !child.isAlive() || Files.readString(output).contains(": Started "));
				child.terminate();
			}
		}
		return this;
	}

	/** Prepares a process. */
	ProcessBuilder java(Class<?> main) {
		ProcessBuilder java = ChildProcess.java(main, this.classPath);
		if (Files.exists(this.archive)) {
			java.command().add(1, "-XX:SharedArchiveFile=" + this.archive);
		}
		return java;
	}

	private static final class Sound {

		static final ChildClasses CLASSES = make();

		private static ChildClasses make() {
			try {
				Path folder = Files.createTempDirectory("chaos-classes");
				Runtime.getRuntime()
					.addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
				return of(folder, List.of(ScriptChange.SHORT_CRASH_DELAY)).archived();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
