package dev.scheduling.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What was measured in all scenarios together. Used by one thread.
 */
final class ChaosFigures {

	private final List<Long> recoveries = new ArrayList<>();

	private final List<Long> healings = new ArrayList<>();

	private int stored;

	private int lost;

	private long starts;

	private long unexplained;

	private int staleAccepted;

	private long staleRefused;

	private int keysLeft;

	private long leasesLost;

	private long duplicatesOfStops;

	void recovered(List<Long> nanos) {
		this.recoveries.addAll(nanos);
	}

	void healed(long nanos) {
		this.healings.add(nanos);
	}

	void checked(int stored, int lost, long starts, long unexplained, int staleAccepted) {
		this.stored += stored;
		this.lost += lost;
		this.starts += starts;
		this.unexplained += unexplained;
		this.staleAccepted += staleAccepted;
	}

	void refused(long stale) {
		this.staleRefused += stale;
	}

	void left(int keys) {
		this.keysLeft += keys;
	}

	void leasesLost(long number) {
		this.leasesLost += number;
	}

	void duplicatesOfStops(long number) {
		this.duplicatesOfStops += number;
	}

	int stored() {
		return this.stored;
	}

	/** The figures, a line each. */
	@Override
	public String toString() {
		return String.join(System.lineSeparator(),
				"recovery after kill -9: worst of %d %s s, median %s s (lease %d s)".formatted(this.recoveries.size(),
						worst(this.recoveries), median(this.recoveries), ChaosCluster.LEASE.toSeconds()),
				"lost jobs: %d of %d acknowledged".formatted(this.lost, this.stored),
				"unexplained duplicates: %d of %d starts".formatted(this.unexplained, this.starts),
				"stale acknowledgements accepted: %d, refused: %d".formatted(this.staleAccepted, this.staleRefused),
				"healing after Redis is back: worst of %d %s s, median %s s".formatted(this.healings.size(),
						worst(this.healings), median(this.healings)),
				"leases lost while Redis is full or the processors are busy: %d".formatted(this.leasesLost),
				"duplicates of graceful stops: %d".formatted(this.duplicatesOfStops),
				"keys left after everything has expired: %d".formatted(this.keysLeft));
	}

	private static String worst(List<Long> nanos) {
		return nanos.isEmpty() ? "-" : seconds(Collections.max(nanos));
	}

	private static String median(List<Long> nanos) {
		return nanos.isEmpty() ? "-" : seconds(nanos.stream().sorted().toList().get(nanos.size() / 2));
	}

	private static String seconds(long nanos) {
		return String.format(Locale.ROOT, "%.2f", nanos / 1e9);
	}

}
