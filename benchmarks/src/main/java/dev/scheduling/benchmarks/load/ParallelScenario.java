package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.util.Map;

/**
 * Jobs that wait for something else, as most do.
 */
record ParallelScenario() implements Scenario {

	private static final int WORKERS = 100;

	private static final int JOBS = 4000;

	private static final Duration WORK = Duration.ofMillis(50);

	@Override
	public String title() {
		return "%d jobs of %d ms on %d workers".formatted(JOBS, WORK.toMillis(), WORKERS);
	}

	@Override
	public Conditions conditions() {
		return Conditions.USUAL.withConcurrency(WORKERS);
	}

	@Override
	public Figure compared() {
		return Figure.EFFICIENCY;
	}

	@Override
	public Map<Figure, Double> measure(LoadSession session, int backlog) {
		session.warmUp(backlog / 5);
		session.enqueue(JOBS, DrainScenario.BATCH);
		session.expect(JOBS, WORK);
		Usage before = session.usage();
		session.resume();
		session.awaitEnd(JOBS);
		Map<Figure, Double> figures = session.usage().since(before).perJob(JOBS, session.calls());
		double ideal = WORK.toMillis() / 1000.0 * JOBS / WORKERS;
		figures.put(Figure.EFFICIENCY, ideal / session.progress().seconds());
		return figures;
	}

}
