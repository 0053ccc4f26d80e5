package dev.scheduling.benchmarks.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import dev.scheduling.benchmarks.RedisMonitor;
import dev.scheduling.benchmarks.load.LoadSubject.Store;

/**
 * A worker with nothing to do: what it asks Redis all the same.
 */
record IdleScenario() implements Scenario {

	private static final Duration SETTLING = Duration.ofSeconds(5);

	private static final Duration WATCHED = Duration.ofSeconds(30);

	@Override
	public String title() {
		return "Idle worker, %d s".formatted(WATCHED.toSeconds());
	}

	@Override
	public boolean suits(String name, LoadSubject subject) {
		return subject.keptIn() == Store.REDIS;
	}

	@Override
	public Figure compared() {
		return Figure.IDLE_CALLS;
	}

	@Override
	public Map<Figure, Double> measure(LoadSession session, int backlog) {
		session.resume();
		RedisMonitor seen = session.watchIdle(SETTLING, WATCHED);
		Map<Figure, Double> figures = new EnumMap<>(Figure.class);
		figures.put(Figure.IDLE_CALLS, (double) seen.clientCalls() / WATCHED.toSeconds());
		figures.put(Figure.IDLE_COMMANDS, (double) RedisMonitor.sum(seen.scripts()) / WATCHED.toSeconds());
		return figures;
	}

}
