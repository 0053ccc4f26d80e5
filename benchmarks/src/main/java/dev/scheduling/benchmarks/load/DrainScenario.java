package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.scheduling.benchmarks.load.LoadSubject.Store;

/**
 * A worker that finds a backlog, of jobs that do nothing.
 *
 * @param title for the report
 * @param conditions what it runs under
 * @param fixed how many jobs there are whatever is asked for, 0 for as many as asked for
 * @param reference the scenario that each subject's own rate is compared with
 */
record DrainScenario(String title, Conditions conditions, int fixed, Optional<String> reference) implements Scenario {

	static final String NAME = "drain";

	static final int BATCH = 1000;

	private static final int WARM_UP = 100_000;

	static DrainScenario usual() {
		return new DrainScenario("Drain, concurrency 50", Conditions.USUAL, 0, Optional.empty());
	}

	/** Of another kind, which is compared with the usual one. */
	static DrainScenario of(String title, Conditions conditions) {
		return new DrainScenario(title, conditions, 0, Optional.of(NAME));
	}

	static DrainScenario ofBacklog(int jobs) {
		return new DrainScenario("Drain of %d jobs, concurrency 50".formatted(jobs), Conditions.USUAL, jobs,
				Optional.of(NAME));
	}

	@Override
	public boolean suits(String name, LoadSubject subject) {
		boolean usual = this.reference.isEmpty();
		boolean soonDone = this.fixed == 0 || subject.backlog(this.fixed) == this.fixed;
		return subject.isQueue() && (usual || (subject.keptIn() == Store.REDIS && soonDone));
	}

	@Override
	public Figure compared() {
		return Figure.RATE;
	}

	@Override
	public Map<Figure, Double> measure(LoadSession session, int backlog) {
		int jobs = (this.fixed > 0) ? this.fixed : backlog;
		session.warmUp(Math.min(WARM_UP, backlog));
		session.enqueue(jobs, BATCH);
		session.expect(jobs, Duration.ZERO);
		Usage before = session.usage();
		session.resume();
		session.awaitEnd(jobs);
		Map<Figure, Double> figures = session.usage().since(before).perJob(jobs, session.calls());
		figures.put(Figure.RATE, jobs / session.progress().seconds());
		figures.put(Figure.MEMORY, session.peakMemory());
		return figures;
	}

}
