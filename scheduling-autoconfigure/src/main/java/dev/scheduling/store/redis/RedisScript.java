package dev.scheduling.store.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
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
		return new RedisScript(name, read(Stream.concat(Arrays.stream(libraries), Stream.of(name))), false);
	}

	/**
	 * Reads a script of jobs, in two layers. Lua makes all functions of a script anew at
	 * each call, and looks up each variable of their own layer that they share among all
	 * such variables; those of the layer below they have at hand. In one layer that would
	 * take longer than most calls have to do.
	 * @param name the file's name without its ending
	 * @param time the name of the functions that tell the time
	 * @param libraries the files whose functions it uses beside those of all such scripts
	 * @return the script
	 */
	static RedisScript loadForJobs(String name, String time, String... libraries) {
		String below = read(Stream.of(time, "text", "jobs", "options"));
		String above = read(Stream
			.of(Stream.of("limits", "unique", "slots", "parking", "moves"), Arrays.stream(libraries), Stream.of(name))
			.flatMap(Function.identity()));
		return new RedisScript(name, below + "\nreturn (function()\n" + above + "\nend)()", false);
	}

	private static String read(Stream<String> files) {
		return files.map(RedisScript::read).collect(Collectors.joining("\n"));
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
