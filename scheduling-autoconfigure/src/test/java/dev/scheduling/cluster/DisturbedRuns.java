package dev.scheduling.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

import dev.scheduling.testing.Disturbances;
import dev.scheduling.testing.Times;

/**
 * The runs of one task on all nodes while these are disturbed, checked against what is
 * promised: on the grid and not early (T1, T10), once (T5), never beside each other (T6,
 * T7), with tokens that rise (T8), and none that vanishes.
 *
 * @param runs the runs in the order of their ticks
 * @param period the distance of ticks in milliseconds
 * @param disturbances what excuses exceptions
 * @param times for the texts
 */
record DisturbedRuns(List<Run> runs, long period, Disturbances disturbances, Times times) {

	/** What the wall clock may have been slewed against the monotonic one. */
	private static final long SLEW = 50;

	/**
	 * Checks the runs of a task whose ticks are not repeated.
	 * @return one text for each violation
	 */
	List<String> violations() {
		List<String> violations = commonViolations();
		pairs((earlier, later) -> {
			if (earlier.nominal() == later.nominal()) {
				violations.add("ran twice: %s, %s".formatted(text(earlier), text(later)));
			}
		});
		return violations;
	}

	/**
	 * Checks the runs of a durable task: a tick whose run was lost starts again (J9,
	 * J24).
	 * @param isKept whether the store still has the job of the tick of this time, waiting
	 * or given up
	 * @return one text for each violation
	 */
	List<String> durableViolations(LongPredicate isKept) {
		List<String> violations = commonViolations();
		pairs((earlier, later) -> {
			boolean again = earlier.nominal() == later.nominal();
			if (again && !wasStopped(earlier) && !this.disturbances.excuseLossOf(earlier)) {
				violations.add("ran twice: %s, %s".formatted(text(earlier), text(later)));
			}
		});
		for (int i = 0; i < this.runs.size(); i++) {
			Run run = this.runs.get(i);
			boolean last = i + 1 == this.runs.size() || this.runs.get(i + 1).nominal() != run.nominal();
			if (last && !run.hasReturned() && !isKept.test(run.nominal())) {
				violations.add("was lost: %s".formatted(text(run)));
			}
		}
		return violations;
	}

	private static boolean wasStopped(Run run) {
		return run.hasEnded() && !run.hasReturned();
	}

	private List<String> commonViolations() {
		List<String> violations = new ArrayList<>();
		for (Run run : this.runs) {
			if (run.nominal() % this.period != 0) {
				violations.add("is not on the grid: " + text(run));
			}
			if (this.times.wallMillis(run.begin()) < run.nominal() - SLEW) {
				violations.add("started early: " + text(run));
			}
			if (this.disturbances.endOf(run).isEmpty()) {
				violations.add("did not end in a process that lived: " + text(run));
			}
		}
		pairs((earlier, later) -> {
			if (later.token() <= earlier.token()) {
				violations.add("token fell: %s, %s".formatted(text(earlier), text(later)));
			}
		});
		addOverlaps(violations);
		return violations;
	}

	private void addOverlaps(List<String> violations) {
		for (int i = 0; i < this.runs.size(); i++) {
			Run run = this.runs.get(i);
			this.runs.stream()
				.skip(i + 1L)
				.filter((later) -> overlap(run, later) && !this.disturbances.excuseOverlap(run, later))
				.forEach((later) -> violations.add("overlapped: %s, %s".formatted(text(run), text(later))));
		}
	}

	private boolean overlap(Run one, Run other) {
		return one.begin() < end(other) && other.begin() < end(one);
	}

	private long end(Run run) {
		return this.disturbances.endOf(run).orElse(Long.MAX_VALUE);
	}

	/**
	 * Returns how many overlaps there were, all of them excused if there was no
	 * violation.
	 * @return the number
	 */
	long overlaps() {
		long overlaps = 0;
		for (int i = 0; i < this.runs.size(); i++) {
			Run run = this.runs.get(i);
			overlaps += this.runs.stream().skip(i + 1L).filter((later) -> overlap(run, later)).count();
		}
		return overlaps;
	}

	/** The longest time between two starts, in nanoseconds. */
	long longestGap() {
		long longest = 0;
		long[] starts = this.runs.stream().mapToLong(Run::begin).sorted().toArray();
		for (int i = 1; i < starts.length; i++) {
			longest = Math.max(longest, starts[i] - starts[i - 1]);
		}
		return longest;
	}

	long ticks() {
		return this.runs.stream().mapToLong(Run::nominal).distinct().count();
	}

	private void pairs(Pair check) {
		for (int i = 1; i < this.runs.size(); i++) {
			check.of(this.runs.get(i - 1), this.runs.get(i));
		}
	}

	private String text(Run run) {
		Optional<Long> end = this.disturbances.endOf(run);
		String how = run.hasReturned() ? "" : run.hasEnded() ? " stopped" : " died";
		return "tick %d (token %d, process %d, %s to %s%s)".formatted(run.nominal(), run.token(), run.pid(),
				this.times.text(run.begin()), end.map(this.times::text).orElse("?"), how);
	}

	@FunctionalInterface
	private interface Pair {

		void of(Run earlier, Run later);

	}

}
