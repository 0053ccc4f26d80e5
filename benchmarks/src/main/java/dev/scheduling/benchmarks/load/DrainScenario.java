package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.util.Map;

/**
 * A worker that finds a backlog, of jobs that do nothing.
 *
 * @param title for the report
 * @param conditions what it runs under
 */
record DrainScenario(String title, Conditions conditions) implements Scenario {

	static final int BATCH = 1000;

	@Override
	public Figure compared() {
		return Figure.RATE;
	}

	@Override
	public Map<Figure, Double> measure(LoadSession session, int backlog) {
		session.warmUp(backlog / 2);
		session.enqueue(backlog, BATCH);
		session.expect(backlog, Duration.ZERO);
		Usage before = session.usage();
		session.resume();
		session.awaitEnd(backlog);
		Map<Figure, Double> figures = session.usage().since(before).perJob(backlog, session.calls());
		figures.put(Figure.RATE, backlog / session.progress().seconds());
		figures.put(Figure.MEMORY, session.peakMemory());
		return figures;
	}

}
