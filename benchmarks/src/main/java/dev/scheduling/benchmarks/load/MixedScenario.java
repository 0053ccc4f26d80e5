package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.util.Map;

/**
 * Jobs with delays, retries, unique keys and priorities at a steady rate, in a process
 * that has periodic tasks too.
 */
record MixedScenario() implements Scenario {

	private static final int TASKS = 1000;

	private static final int RATE = 1000;

	private static final int WARM_UP_SECONDS = 10;

	private static final int SECONDS = 15;

	@Override
	public String title() {
		return "%d mixed jobs/s beside %d periodic tasks, each second".formatted(RATE, TASKS);
	}

	@Override
	public Conditions conditions() {
		return Conditions.USUAL.withProperty(StarterSubject.TASKS, Integer.toString(TASKS));
	}

	@Override
	public boolean suits(String name, LoadSubject subject) {
		return name.equals(LoadSubjects.STARTER);
	}

	@Override
	public Figure compared() {
		return Figure.P50;
	}

	@Override
	public Map<Figure, Double> measure(LoadSession session, int backlog) {
		session.resume();
		session.watchCalls(() -> load(session, RATE * WARM_UP_SECONDS));
		Usage before = session.usage();
		load(session, RATE * SECONDS);
		Map<Figure, Double> figures = session.usage().since(before).perJob(RATE * SECONDS, session.calls());
		figures.putAll(session.progress().latencies());
		figures.putAll(session.ticks());
		figures.put(Figure.MEMORY, session.peakMemory());
		return figures;
	}

	private static void load(LoadSession session, int jobs) {
		session.expect(jobs, Duration.ZERO);
		session.enqueueMixed(jobs, RATE);
		session.awaitEnd(jobs);
	}

}
