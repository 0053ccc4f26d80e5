package dev.scheduling.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.openjdk.jmh.Main;

import org.springframework.util.FileSystemUtils;

/**
 * Runs the JMH benchmarks of hot paths. JMH starts JVMs with the class path of its own,
 * so the jar is unpacked first.
 */
final class JmhCommand {

	static final String COMMAND = "jmh";

	private static final String CLASSES = "BOOT-INF/classes/";

	private static final String LIBRARIES = "BOOT-INF/lib/";

	/** What JMH needs to know of the benchmarks; Boot leaves it where it was. */
	private static final Set<String> HINTS = Set.of("META-INF/BenchmarkList", "META-INF/CompilerHints");

	private JmhCommand() {
	}

	static void run(List<String> arguments) throws IOException, InterruptedException {
		BenchmarksJar jar = BenchmarksJar.find();
		Path folder = jar.folder().resolve("jmh");
		FileSystemUtils.deleteRecursively(folder);
		unpack(jar.file(), folder);
		List<String> command = new ArrayList<>();
		command.add(BenchmarksJar.java());
		command.add("-cp");
		command.add(String.join(File.pathSeparator, folder.toString(), folder.resolve(CLASSES).toString(),
				folder.resolve(LIBRARIES) + File.separator + "*"));
		command.add(Main.class.getName());
		command.addAll(List.of("-prof", "gc", "-rff", folder.resolve("jmh.csv").toString(), "-rf", "csv"));
		command.addAll(arguments);
		System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
	}

	private static void unpack(File source, Path folder) throws IOException {
		try (JarFile jar = new JarFile(source)) {
			for (JarEntry entry : jar.stream().filter(JmhCommand::isWanted).toList()) {
				Path target = folder.resolve(entry.getName());
				Files.createDirectories(target.getParent());
				try (InputStream content = jar.getInputStream(entry)) {
					Files.copy(content, target);
				}
			}
		}
	}

	private static boolean isWanted(JarEntry entry) {
		String name = entry.getName();
		return HINTS.contains(name)
				|| (!entry.isDirectory() && (name.startsWith(CLASSES) || name.startsWith(LIBRARIES)));
	}

}
