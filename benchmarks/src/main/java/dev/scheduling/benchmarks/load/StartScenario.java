package dev.scheduling.benchmarks.load;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The start of an application with a handler, beside that of an application which has
 * sent Redis one {@code PING}.
 */
record StartScenario() implements Scenario {

	@Override
	public String title() {
		return "Start of an application, until its context is ready";
	}

	/** A start scatters by more than what is looked for. */
	@Override
	public int repeats() {
		return 3;
	}

	@Override
	public Conditions conditions() {
		return Conditions.USUAL.withConcurrency(0);
	}

	@Override
	public boolean suits(String name, LoadSubject subject) {
		return List.of(LoadSubjects.STARTER, LoadSubjects.APPLICATION).contains(name);
	}

	@Override
	public Figure compared() {
		return Figure.START;
	}

	@Override
	public Collection<String> baselines() {
		return List.of(LoadSubjects.APPLICATION);
	}

	@Override
	public boolean comparesByDifference() {
		return true;
	}

	@Override
	public Map<Figure, Double> measure(LoadSession session, int backlog) {
		Map<Figure, Double> figures = new EnumMap<>(Figure.class);
		figures.put(Figure.START, session.startMillis());
		figures.put(Figure.MEMORY, session.peakMemory());
		return figures;
	}

}
