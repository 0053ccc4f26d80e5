package dev.scheduling.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;

/**
 * What was counted of one task between two readings, checked against the conservation law
 * and against what ran.
 *
 * @param period the distance of its ticks in milliseconds
 * @param before the first reading
 * @param after the second one
 */
record TickAccount(long period, TickLedger before, TickLedger after) {

	/**
	 * Checks that each tick is counted once, which holds at any time.
	 * @return one text for each violation
	 */
	List<String> lawViolations() {
		List<String> violations = new ArrayList<>();
		if (to() < from()) {
			violations.add("the mark fell from %d to %d".formatted(from(), to()));
		}
		if (ticks() != accounted()) {
			violations.add("%d ticks, %d accounted for".formatted(ticks(), accounted()));
		}
		return violations;
	}

	/**
	 * Checks the counts of a task whose ticks are not repeated against its runs.
	 * @param runs all of its runs
	 * @return one text for each violation
	 */
	List<String> violations(DisturbedRuns runs) {
		List<String> violations = lawViolations();
		List<Run> within = within(runs, violations);
		long counted = count(TickCount.RUN);
		long lost = count(TickCount.LOST_CRASH);
		long running = this.after.running() - this.before.running();
		long ended = within.stream().filter(Run::hasEnded).count();
		long calm = within.stream().filter((run) -> !runs.disturbances().excuseLossOf(run)).count();
		if (within.size() > counted + lost + running) {
			violations.add("%d runs started, %d counted, %d lost, %d running".formatted(within.size(), counted, lost,
					running));
		}
		if (counted > ended + this.before.running()) {
			violations.add("%d runs counted, %d ended".formatted(counted, ended));
		}
		if (calm > counted + running) {
			violations.add("%d undisturbed runs, %d counted".formatted(calm, counted));
		}
		if (lost > runs.disturbances().mostLosses()) {
			violations
				.add("%d ticks counted as lost, %d disturbances".formatted(lost, runs.disturbances().mostLosses()));
		}
		return violations;
	}

	/**
	 * Checks the counts of a durable task against its runs.
	 * @param runs all of its runs
	 * @param isKept whether the store still has the job of the tick of this time, waiting
	 * or given up
	 * @return one text for each violation
	 */
	List<String> durableViolations(DisturbedRuns runs, LongPredicate isKept) {
		List<String> violations = lawViolations();
		Set<Long> started = within(runs, violations).stream().map(Run::nominal).collect(Collectors.toSet());
		long admitted = count(TickCount.RUN);
		long waiting = LongStream.rangeClosed(Math.floorDiv(from(), this.period) + 1, Math.floorDiv(to(), this.period))
			.map((index) -> index * this.period)
			.filter((nominal) -> !started.contains(nominal) && isKept.test(nominal))
			.count();
		if (admitted != started.size() + waiting) {
			violations.add("%d ticks admitted, %d started, %d not yet".formatted(admitted, started.size(), waiting));
		}
		if (count(TickCount.LOST_CRASH) > 0) {
			violations.add("%d durable ticks counted as lost".formatted(count(TickCount.LOST_CRASH)));
		}
		return violations;
	}

	private List<Run> within(DisturbedRuns runs, List<String> violations) {
		runs.runs()
			.stream()
			.filter((run) -> run.nominal() > to())
			.forEach((run) -> violations.add("tick %d ran, the mark is %d".formatted(run.nominal(), to())));
		return runs.runs().stream().filter((run) -> run.nominal() > from() && run.nominal() <= to()).toList();
	}

	private long ticks() {
		return Math.floorDiv(to(), this.period) - Math.floorDiv(from(), this.period);
	}

	private long accounted() {
		return this.after.accounted() - this.before.accounted();
	}

	long count(TickCount count) {
		return this.after.counts().getOrDefault(count, 0L) - this.before.counts().getOrDefault(count, 0L);
	}

	private long from() {
		return millis(this.before);
	}

	private long to() {
		return millis(this.after);
	}

	private static long millis(TickLedger ledger) {
		Instant mark = Objects.requireNonNull(ledger.mark(), "no mark");
		return mark.toEpochMilli();
	}

	/** The law's figures in one line. */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("%d ticks =".formatted(ticks()));
		for (TickCount count : TickCount.values()) {
			if (count(count) != 0) {
				text.append(" %d %s,".formatted(count(count), count.key()));
			}
		}
		return text
			.append(" %d running, %d buffered".formatted(this.after.running() - this.before.running(),
					this.after.buffered() - this.before.buffered()))
			.toString();
	}

}
