package dev.scheduling.benchmarks.load;

import java.time.Duration;
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
		all.put("enqueue", new EnqueueScenario(1, 5));
		all.put("enqueue-bulk", new EnqueueScenario(1000, 1));
		all.put(DrainScenario.NAME, DrainScenario.usual());
		all.put("latency", new LatencyScenario());
		all.put("parallel", new ParallelScenario());
		all.put("drain-always", DrainScenario.of("Drain, `appendfsync always`", Conditions.USUAL.withFsync("always")));
		all.put("drain-delayed", DrainScenario.of("Drain, answers of Redis arrive 1 ms later",
				Conditions.USUAL.withDelay(Duration.ofMillis(1))));
		all.put("drain-two", DrainScenario.of("Drain, two processes", Conditions.USUAL.withNodes(2)));
		all.put("drain-partitions", DrainScenario.of("Drain of a queue in four partitions (this project only)",
				Conditions.USUAL.withProperty("scheduling.queues.default.partitions", "4")));
		for (int jobs : List.of(10_000, 100_000, 1_000_000)) {
			all.put("drain-" + jobs, DrainScenario.ofBacklog(jobs));
		}
		all.put("mixed", new MixedScenario());
		all.put("idle", new IdleScenario());
		all.put("start", new StartScenario());
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
