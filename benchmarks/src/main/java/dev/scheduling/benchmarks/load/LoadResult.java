package dev.scheduling.benchmarks.load;

import java.util.Map;

/**
 * What one subject did in one scenario of one round.
 *
 * @param scenario the scenario's name
 * @param subject the subject's name
 * @param round the round
 * @param figures what was measured
 */
record LoadResult(String scenario, String subject, int round, Map<Figure, Double> figures) {

	double figure(Figure figure) {
		return this.figures.getOrDefault(figure, Double.NaN);
	}

}
