package dev.scheduling.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * The scenarios by name, in the order in which they run.
 */
final class Scenarios {

	private static final Map<String, Scenario> ALL = all();

	private Scenarios() {
	}

	private static Map<String, Scenario> all() {
		Map<String, Scenario> all = new LinkedHashMap<>();
		all.put("enqueue", new EnqueueScenario(1, 10));
		all.put("enqueue-bulk", new EnqueueScenario(1000, 1));
		all.put("drain", new DrainScenario("Drain, concurrency 50", Conditions.concurrency(50)));
		all.put("latency", new LatencyScenario());
		all.put("parallel", new ParallelScenario());
		return all;
	}

	static List<String> names() {
		return List.copyOf(ALL.keySet());
	}

	static Scenario named(String name) {
		Scenario scenario = ALL.get(name);
		Assert.isTrue(scenario != null, () -> "Scenario '%s' must be one of %s".formatted(name, ALL.keySet()));
		return scenario;
	}

}
