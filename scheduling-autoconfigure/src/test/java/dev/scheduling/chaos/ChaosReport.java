package dev.scheduling.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.scheduling.job.JobId;

/**
 * What a cluster has done while it was disturbed, and what that breaks of the promises.
 *
 * @param history what its processes have written
 * @param places where the jobs stand
 * @param counts what the store has counted
 * @param remembered jobs of which only the id was kept
 */
record ChaosReport(JobHistory history, JobPlaces places, Map<String, StoredCounts> counts, Set<String> remembered) {

	/** Looks at a cluster as it stands. */
	static ChaosReport of(ChaosCluster cluster) {
		JobHistory history = cluster.history();
		JobPlaces places = cluster.view().readPlaces();
		return new ChaosReport(history, places, cluster.view().counts(places), cluster.view().remembered());
	}

	List<String> violations() {
		List<String> violations = new ArrayList<>(this.history.violations());
		violations.addAll(this.history.violations(this.places, this.remembered));
		violations.addAll(this.history.violations(this.counts));
		return violations;
	}

	/** How often code was started more often than it has failed as planned. */
	long extraStarts() {
		return this.history.lives()
			.stream()
			.mapToLong((life) -> Math.max(0,
					life.started().size() - 1
							- life.started().stream().filter((attempt) -> attempt.isToldAs("Failed")).count()))
			.sum();
	}

	long crashes() {
		return this.counts.values().stream().mapToLong(StoredCounts::crashes).sum();
	}

	StoredCounts counts(JobId id) {
		return this.counts.get(id.value());
	}

	void addTo(ChaosFigures figures) {
		figures.checked(this.history.stored().size(), this.history.lost(this.places, this.remembered).size(),
				this.history.lives().stream().mapToLong((life) -> life.started().size()).sum(),
				this.history.lives().stream().mapToLong(JobLife::unexplained).sum(),
				(int) this.history.lives().stream().mapToLong((life) -> life.staleAccepted().size()).sum());
	}

}
