package dev.scheduling.chaos;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A script is changed, or it is said that it cannot be: a suite that breaks nothing would
 * find nothing.
 */
class ScriptChangeTests {

	private static final String REAP = "dev/scheduling/store/redis/reap.lua";

	@TempDir
	private Path folder;

	@Test
	void changedScriptComesFirst() throws IOException {
		ScriptChange.SHORT_CRASH_DELAY.writeTo(this.folder);
		new ScriptChange("reap", "if graceUntil() <= now then", "if graceUntil() then").writeTo(this.folder);

		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.folder.toUri().toURL() }, null)) {
			assertThat(new String(loader.getResourceAsStream(REAP).readAllBytes(), StandardCharsets.UTF_8))
				.contains("tonumber(crashDelay) / 30")
				.contains("if graceUntil() then");
		}
	}

	@Test
	void textThatIsNotThereOrThereTwiceIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ScriptChange("reap", "nowhere", "").writeTo(this.folder))
			.withMessageContaining("'nowhere' does not stand once in " + REAP);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ScriptChange("reap", "local", "").writeTo(this.folder));
	}

	@ParameterizedTest
	@EnumSource
	void scriptsStillHaveWhatDefectsBreak(BrokenScriptTests.Defect defect) {
		defect.change().writeTo(this.folder);
	}

}
