package dev.scheduling.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the Java in the README the same as the code of the sample, which is compiled.
 */
class ReadmeTests {

	private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	@Test
	void javaInTheReadmeIsTakenFromTheSample() throws IOException {
		List<String> blocks = JAVA.matcher(Files.readString(Path.of("../README.md")))
			.results()
			.map((block) -> block.group(1))
			.toList();
		List<String> sources;
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			sources = files.filter((file) -> file.toString().endsWith(".java")).map(ReadmeTests::read).toList();
		}

		assertThat(blocks).isNotEmpty()
			.allSatisfy((block) -> assertThat(sources).anySatisfy((source) -> assertThat(source).contains(block)));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
