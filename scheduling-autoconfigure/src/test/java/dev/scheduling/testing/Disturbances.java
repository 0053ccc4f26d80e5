package dev.scheduling.testing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.scheduling.testing.Disturbance.Kind;

/**
 * What was done to a cluster, and what that excuses.
 *
 * @param lease the lease of runs
 * @param all what was done
 */
public record Disturbances(Duration lease, List<Disturbance> all) {

	/**
	 * From a claim to the first line of the run's code, and from its last to the answer.
	 */
	private static final long UNSEEN = Duration.ofSeconds(2).toNanos();

	/**
	 * Returns when a run was over for certain.
	 * @param run the run
	 * @return the time, empty for a run that did not end although its process was not
	 * killed
	 */
	public Optional<Long> endOf(Activity run) {
		return run.endedAt().or(() -> deathOf(run.pid()));
	}

	private Optional<Long> deathOf(long pid) {
		return this.all.stream()
			.filter((one) -> one.kind() == Kind.DEATH && one.pid() == pid)
			.map(Disturbance::end)
			.findFirst();
	}

	/**
	 * Returns whether a run, or the news of its end, may have been lost: its process died
	 * or stood still, or Redis was away, at any time from its claim to when the store
	 * knew its end.
	 * @param run the run
	 * @return {@code false} if nothing excuses its loss
	 */
	public boolean excuseLossOf(Activity run) {
		long until = endOf(run).orElse(Long.MAX_VALUE - UNSEEN) + UNSEEN;
		long from = run.begin() - UNSEEN;
		return losses().anyMatch((one) -> one.concerns(run.pid()) && one.meets(from, until));
	}

	/**
	 * Returns whether a run may be alive while a later one starts: its process stood
	 * still, and the later one started when the lease may have been out. A process that
	 * cannot renew gives up a quarter of a lease before.
	 * @param overtaken the run with the lower token
	 * @param by the other one
	 * @return {@code false} if nothing excuses the overlap
	 */
	public boolean excuseOverlap(Activity overtaken, Activity by) {
		return this.all.stream()
			.filter((one) -> one.kind() == Kind.PAUSE && one.pid() == overtaken.pid() && isLong(one))
			.filter((pause) -> pause.meets(overtaken.begin() - UNSEEN, endOf(overtaken).orElse(Long.MAX_VALUE)))
			.anyMatch((pause) -> by.begin() >= pause.begin() + this.lease.toNanos() / 4);
	}

	/**
	 * Returns how many runs of one task may be lost: no two are alive at a time, so each
	 * disturbance costs one at most.
	 * @return the number
	 */
	public long mostLosses() {
		return losses().count();
	}

	/**
	 * Returns what can cost a run its lease.
	 * @return all but what was too short for that
	 */
	public Stream<Disturbance> losses() {
		return this.all.stream().filter(this::isLong);
	}

	/** A short pause leaves time to renew the lease. */
	private boolean isLong(Disturbance one) {
		boolean gradual = one.kind() == Kind.PAUSE || one.kind() == Kind.CUT;
		return !gradual || one.end() - one.begin() >= this.lease.toNanos() / 2;
	}

}
