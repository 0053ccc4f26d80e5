package dev.scheduling.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

import dev.scheduling.testing.Disturbances;
import dev.scheduling.testing.Times;

/**
 * What a cluster has done while it was disturbed, once all of its processes have stopped.
 */
final class NemesisReport {

	private static final long PERIOD = 1000;

	private final DisturbedCluster cluster;

	private final LedgerReader ledgers;

	private final Map<String, DisturbedRuns> runs = new LinkedHashMap<>();

	NemesisReport(DisturbedCluster cluster, LedgerReader ledgers, Times times) {
		this.cluster = cluster;
		this.ledgers = ledgers;
		List<RunEvent> events = cluster.events();
		Disturbances disturbances = cluster.disturbances();
		NodeApplication.TASKS.forEach(
				(task) -> this.runs.put(task, new DisturbedRuns(Run.of(task, events), PERIOD, disturbances, times)));
	}

	/**
	 * Returns what breaks a promise.
	 * @return one text for each violation
	 */
	List<String> violations() {
		List<String> violations = new ArrayList<>(this.cluster.violations());
		violations.addAll(this.ledgers.violations());
		NodeApplication.IN_PROCESS.forEach((task) -> {
			add(violations, task, this.runs.get(task).violations());
			add(violations, task, this.ledgers.account(task).violations(this.runs.get(task)));
		});
		NodeApplication.DURABLE.forEach((task) -> {
			DisturbedRuns durable = this.runs.get(task);
			LongPredicate isKept = (nominal) -> this.ledgers.isKept(task, nominal);
			add(violations, task, durable.durableViolations(isKept));
			add(violations, task, this.ledgers.account(task).durableViolations(durable, isKept));
		});
		this.runs.keySet()
			.stream()
			.filter((task) -> this.ledgers.account(task).after().running() != 0)
			.forEach((task) -> violations.add(task + ": a run is left"));
		return violations;
	}

	private static void add(List<String> violations, String task, Collection<String> found) {
		found.forEach((text) -> violations.add(task + ": " + text));
	}

	/** The law's figures and what was seen to run, a line for each task. */
	String figures() {
		StringBuilder figures = new StringBuilder();
		this.runs.forEach((task, history) -> figures
			.append("%s: %s; seen: %d ticks, %d starts, %d returned, %d overlaps, longest gap %.1f s%n".formatted(task,
					this.ledgers.account(task), history.ticks(), history.runs().size(),
					history.runs().stream().filter(Run::hasReturned).count(), history.overlaps(),
					history.longestGap() / 1e9)));
		return figures.append("%d readings; ".formatted(this.ledgers.readings())).toString();
	}

	/** What is needed to understand a failure. */
	String text(long seed, Path folder) {
		return "%n-Dnemesis.seed=%d, files in %s%n%s%nWhat was done:%n%s%nViolations, in seconds as above"
			.formatted(seed, folder, figures(), this.cluster.log().text());
	}

}
