package dev.scheduling.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * What was done to a cluster, a line each, printed as it happens.
 */
public final class ActionLog {

	private final Times times;

	private final List<String> lines = new ArrayList<>();

	public ActionLog(Times times) {
		this.times = times;
	}

	public void add(String format, Object... values) {
		String line = "%9s s  %s".formatted(this.times.text(System.nanoTime()), format.formatted(values));
		this.lines.add(line);
		System.out.println(line);
	}

	public String text() {
		return String.join(System.lineSeparator(), this.lines);
	}

}
