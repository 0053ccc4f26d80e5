package dev.scheduling.benchmarks.load;

import java.util.List;
import java.util.Map;

/**
 * What became of the awaited jobs.
 *
 * @param seconds from the first start to the last end
 * @param p50 of the time between enqueue and start, in milliseconds
 * @param p99 the same
 * @param max the same
 */
record Progress(double seconds, double p50, double p99, double max) {

	/** Percentiles of several processes are those of the worst one. */
	static Progress of(List<Map<String, Double>> nodes) {
		double first = nodes.stream()
			.mapToDouble((node) -> value(node, "first"))
			.filter((time) -> time > 0)
			.min()
			.orElse(0);
		double last = max(nodes, "last");
		return new Progress((last - first) / 1e6, max(nodes, "p50") / 1000, max(nodes, "p99") / 1000,
				max(nodes, "max") / 1000);
	}

	Map<Figure, Double> latencies() {
		return Map.of(Figure.P50, this.p50, Figure.P99, this.p99, Figure.MAX, this.max);
	}

	private static double max(List<Map<String, Double>> nodes, String name) {
		return nodes.stream().mapToDouble((node) -> value(node, name)).max().orElse(0);
	}

	private static double value(Map<String, Double> node, String name) {
		return node.getOrDefault(name, 0.0);
	}

}
