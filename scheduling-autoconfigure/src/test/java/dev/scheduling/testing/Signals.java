package dev.scheduling.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Signals that Java has no method for.
 */
final class Signals {

	private Signals() {
	}

	static void send(String name, Process process) {
		try {
			new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, process.pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
