package dev.scheduling.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.scheduling.store.TickCount;
import dev.scheduling.store.TickLedger;

/**
 * The runs of one task on all nodes, checked against what is promised.
 *
 * @param task the task
 * @param period the distance of its ticks in milliseconds
 * @param events the starts and ends of its runs
 * @param deaths when which process was dead that was killed
 */
record RunHistory(String task, long period, List<RunEvent> events, Map<Long, Long> deaths) {

	private static final Duration ACKNOWLEDGED_AFTER = Duration.ofSeconds(1);

	static RunHistory of(String task, long period, List<RunEvent> all, Map<Long, Long> deaths) {
		return new RunHistory(task, period,
				all.stream()
					.filter((event) -> event.task().equals(task))
					.sorted(Comparator.comparingLong(RunEvent::nanoTime))
					.toList(),
				deaths);
	}

	List<RunEvent> starts() {
		return this.events.stream().filter((event) -> event.kind() == RunEvent.Kind.START).toList();
	}

	RunEvent lastStart() {
		List<RunEvent> starts = starts();
		return starts.get(starts.size() - 1);
	}

	/**
	 * Returns what breaks the promises of every task (T1, T5, T6, T8).
	 * @return one text for each violation
	 */
	List<String> violations() {
		return violations(false);
	}

	/**
	 * Returns what breaks the promises of a durable task: as {@link #violations()}, but a
	 * tick whose run has died, or whose end died with its process, starts again (J9,
	 * J24).
	 * @return one text for each violation
	 */
	List<String> durableViolations() {
		List<String> violations = violations(true);
		starts().stream()
			.filter(this::isDead)
			.filter((start) -> starts().stream()
				.noneMatch((again) -> again.nominal() == start.nominal() && again.token() > start.token()))
			.forEach((start) -> violations.add("tick %d has died and did not start again".formatted(start.nominal())));
		return violations;
	}

	private List<String> violations(boolean deadStartAgain) {
		List<String> violations = new ArrayList<>();
		Set<Long> seen = new HashSet<>();
		Set<Long> dead = new HashSet<>();
		long lastToken = -1;
		long aliveUntil = Long.MIN_VALUE;
		for (RunEvent start : starts()) {
			if (!seen.add(start.nominal()) && !(deadStartAgain && dead.remove(start.nominal()))) {
				violations.add("tick %d ran twice".formatted(start.nominal()));
			}
			if (start.nominal() % this.period != 0) {
				violations.add("tick %d is not on the grid".formatted(start.nominal()));
			}
			if (start.token() <= lastToken) {
				violations.add("token %d after %d".formatted(start.token(), lastToken));
			}
			if (start.nanoTime() < aliveUntil) {
				violations.add("tick %d started while another ran".formatted(start.nominal()));
			}
			if (isDead(start) || mayBeUnheard(start)) {
				dead.add(start.nominal());
			}
			lastToken = Math.max(lastToken, start.token());
			aliveUntil = Math.max(aliveUntil, end(start).orElse(Long.MAX_VALUE));
		}
		return violations;
	}

	/** A run that was not seen to end lived until its process was killed. */
	private Optional<Long> end(RunEvent start) {
		return this.events.stream()
			.filter((event) -> event.kind() != RunEvent.Kind.START && event.token() == start.token())
			.map(RunEvent::nanoTime)
			.findFirst()
			.or(() -> Optional.ofNullable(this.deaths.get(start.pid())));
	}

	/** Its end was written down, and its process killed before the store surely knew. */
	private boolean mayBeUnheard(RunEvent start) {
		Long death = this.deaths.get(start.pid());
		return death != null && !isDead(start) && death - end(start).orElse(death) < ACKNOWLEDGED_AFTER.toNanos();
	}

	private boolean isDead(RunEvent start) {
		return this.events.stream()
			.noneMatch((event) -> event.kind() != RunEvent.Kind.START && event.token() == start.token());
	}

	long died() {
		return starts().stream().filter(this::isDead).count();
	}

	/**
	 * Returns the ticks between the first and the last run of which nothing is known.
	 * @return their times
	 */
	List<Long> ticksWithoutRun() {
		Set<Long> run = new HashSet<>();
		starts().forEach((event) -> run.add(event.nominal()));
		List<Long> missing = new ArrayList<>();
		long last = run.stream().mapToLong(Long::longValue).max().orElse(0);
		for (long tick = run.stream().mapToLong(Long::longValue).min().orElse(1); tick <= last; tick += this.period) {
			if (!run.contains(tick)) {
				missing.add(tick);
			}
		}
		return missing;
	}

	/**
	 * Returns what breaks the conservation law between two readings.
	 * @param before the first reading
	 * @param after the second one
	 * @return one text for each violation
	 */
	List<String> violations(TickLedger before, TickLedger after) {
		if (before.mark() == null || after.mark() == null) {
			return List.of("no mark");
		}
		List<String> violations = new ArrayList<>();
		long from = before.mark().toEpochMilli();
		long to = after.mark().toEpochMilli();
		long ticks = Math.floorDiv(to, this.period) - Math.floorDiv(from, this.period);
		long accounted = after.accounted() - before.accounted();
		if (ticks != accounted) {
			violations.add("%d ticks, %d accounted for".formatted(ticks, accounted));
		}
		// A durable tick that died starts again, and is one tick all the same.
		long started = starts().stream()
			.map(RunEvent::nominal)
			.filter((nominal) -> nominal > from && nominal <= to)
			.distinct()
			.count();
		long counted = count(before, after, TickCount.RUN) + count(before, after, TickCount.LOST_CRASH)
				+ after.running() - before.running();
		long lost = count(before, after, TickCount.LOST_CRASH);
		if (lost > this.deaths.size()) { // a run may be lost before its code began
			violations.add("%d runs counted as lost, %d processes were killed".formatted(lost, this.deaths.size()));
		}
		if (started > counted) {
			violations.add("%d runs started, %d counted".formatted(started, counted));
		}
		return violations;
	}

	static long count(TickLedger before, TickLedger after, TickCount count) {
		return after.counts().getOrDefault(count, 0L) - before.counts().getOrDefault(count, 0L);
	}

}
