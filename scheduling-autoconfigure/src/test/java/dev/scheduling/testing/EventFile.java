package dev.scheduling.testing;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What one process has to say, a line each, whole and in order even if it is killed.
 *
 * @param path where
 */
public record EventFile(Path path) {

	/**
	 * Adds a line. Not by a channel, which an interrupt would close without a trace of
	 * the event.
	 * @param line the line
	 */
	public void add(String line) {
		try (FileOutputStream file = new FileOutputStream(this.path.toFile(), true)) {
			file.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads what was said so far.
	 * @return the lines
	 */
	public List<String> lines() {
		try {
			return Files.exists(this.path) ? Files.readAllLines(this.path) : List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
