package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.util.Map;

/**
 * A steady load that leaves the worker idle most of the time.
 */
record LatencyScenario() implements Scenario {

	private static final int RATE = 200;

	private static final int WARM_UP_SECONDS = 5;

	private static final int SECONDS = 10;

	@Override
	public String title() {
		return "Latency at %d jobs/s, from `enqueue` until the job starts".formatted(RATE);
	}

	@Override
	public Figure compared() {
		return Figure.P50;
	}

	@Override
	public Map<Figure, Double> measure(LoadSession session, int backlog) {
		session.warmUp(backlog / 5);
		session.resume();
		session.watchCalls(() -> load(session, RATE * WARM_UP_SECONDS));
		Usage before = session.usage();
		load(session, RATE * SECONDS);
		Map<Figure, Double> figures = session.usage().since(before).perJob(RATE * SECONDS, session.calls());
		figures.putAll(session.progress().latencies());
		return figures;
	}

	private static void load(LoadSession session, int jobs) {
		session.expect(jobs, Duration.ZERO);
		session.enqueueAtRate(jobs, RATE);
		session.awaitEnd(jobs);
	}

}
