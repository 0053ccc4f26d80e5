package dev.scheduling.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.scheduling.store.redis.RedisJobStore;

import org.springframework.util.Assert;

/**
 * Another text in a script, for the processes of a test only.
 *
 * @param script the file's name without its ending
 * @param from what stands there, once
 * @param to what shall stand there
 */
record ScriptChange(String script, String from, String to) {

	/**
	 * From the second crash on a job waits up to half a minute a crash. Here a thirtieth
	 * of that, so that a test need not wait.
	 */
	static final ScriptChange SHORT_CRASH_DELAY = new ScriptChange("reap", "part * tonumber(crashDelay)",
			"part * tonumber(crashDelay) / 30");

	/**
	 * Writes a script with this change, to be found before the script itself.
	 * @param folder a folder that comes first in the class path; a script that was
	 * changed there before is changed once more
	 * @throws IllegalArgumentException if the text to be changed is not there, or more
	 * than once
	 */
	void writeTo(Path folder) {
		String name = RedisJobStore.class.getPackageName().replace('.', '/') + '/' + this.script + ".lua";
		Path file = folder.resolve(name);
		try {
			String text = Files.exists(file) ? Files.readString(file) : read(name);
			int first = text.indexOf(this.from);
			Assert.isTrue(first >= 0 && text.indexOf(this.from, first + 1) < 0,
					() -> "'%s' does not stand once in %s".formatted(this.from, name));
			Files.createDirectories(file.getParent());
			Files.writeString(file, text.replace(this.from, this.to));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(String name) throws IOException {
		try (InputStream script = RedisJobStore.class.getResourceAsStream('/' + name)) {
			Assert.notNull(script, () -> "There is no script " + name);
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
