package dev.scheduling.store.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.core.io.ClassPathResource;

/**
 * The text of a script: its own file after the files that it builds upon.
 *
 * @param name the file's name without its ending, also shown in messages
 * @param text the whole text
 * @param growing whether it stores what a full Redis has no room for; any other script
 * frees memory in the end, and may run then too
 */
record RedisScript(String name, String text, boolean growing) {

	/**
	 * Reads a script.
	 * @param name the file's name without its ending
	 * @param libraries the files whose functions it uses, in order
	 * @return the script
	 */
	static RedisScript load(String name, String... libraries) {
		String text = Arrays.stream(libraries).map(RedisScript::read).collect(Collectors.joining("\n"));
		return new RedisScript(name, text + "\n" + read(name), false);
	}

	/**
	 * Reads a script of jobs.
	 * @param name the file's name without its ending
	 * @param time the name of the functions that tell the time
	 * @param libraries the files whose functions it uses beside those of all such scripts
	 * @return the script
	 */
	static RedisScript loadForJobs(String name, String time, String... libraries) {
		return load(name,
				Stream
					.concat(Stream.of(time, "text", "jobs", "options", "limits", "unique", "slots", "parking", "moves"),
							Arrays.stream(libraries))
					.toArray(String[]::new));
	}

	/**
	 * Returns the same script, to be refused by a full Redis before it changes anything.
	 * @return the script
	 */
	RedisScript refusedWhenFull() {
		return new RedisScript(this.name, this.text, true);
	}

	private static String read(String name) {
		ClassPathResource file = new ClassPathResource(name + ".lua", RedisScript.class);
		try {
			return file.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
