package dev.scheduling.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.system.ApplicationHome;
import org.springframework.util.Assert;

/**
 * The jar that these benchmarks run from, and start themselves again from.
 *
 * @param file the jar
 * @param folder where it is, and where reports go
 */
public record BenchmarksJar(File file, Path folder) {

	/**
	 * Finds the jar.
	 * @return the jar
	 * @throws IllegalStateException if the benchmarks do not run from one
	 */
	public static BenchmarksJar find() {
		ApplicationHome home = new ApplicationHome(Benchmarks.class);
		Assert.state(home.getSource() != null, "The benchmarks start themselves again and need to run from their jar");
		return new BenchmarksJar(home.getSource(), home.getDir().toPath());
	}

	/**
	 * Returns the start of a command.
	 * @return the path of the JVM in use
	 */
	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/**
	 * Returns the start of a command that runs this jar in a JVM of its own.
	 * @param options the options of the JVM
	 * @return the command, for arguments to follow
	 */
	public List<String> command(List<String> options) {
		List<String> command = new ArrayList<>();
		command.add(java());
		command.addAll(options);
		command.addAll(List.of("-jar", this.file.toString()));
		return command;
	}

}
