package dev.scheduling.cluster;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.scheduling.testing.Activity;
import org.jspecify.annotations.Nullable;

/**
 * One call of a task's code.
 *
 * @param start its start
 * @param end its end, {@code null} if it was not seen
 */
record Run(RunEvent start, @Nullable RunEvent end) implements Activity {

	/**
	 * Returns the runs of a task.
	 * @param task its name
	 * @param events what all processes wrote
	 * @return the runs in the order of their ticks, those of one tick in that of their
	 * tokens
	 */
	static List<Run> of(String task, List<RunEvent> events) {
		Map<Long, RunEvent> ends = new HashMap<>();
		events.stream()
			.filter((event) -> event.task().equals(task) && event.kind() != RunEvent.Kind.START)
			.forEach((event) -> ends.put(event.token(), event));
		return events.stream()
			.filter((event) -> event.task().equals(task) && event.kind() == RunEvent.Kind.START)
			.map((start) -> new Run(start, ends.get(start.token())))
			.sorted(Comparator.comparingLong(Run::nominal).thenComparingLong(Run::token))
			.toList();
	}

	long nominal() {
		return this.start.nominal();
	}

	long token() {
		return this.start.token();
	}

	@Override
	public long pid() {
		return this.start.pid();
	}

	@Override
	public long begin() {
		return this.start.nanoTime();
	}

	@Override
	public Optional<Long> endedAt() {
		return Optional.ofNullable(this.end).map(RunEvent::nanoTime);
	}

	boolean hasEnded() {
		return this.end != null;
	}

	boolean hasReturned() {
		return this.end != null && this.end.kind() == RunEvent.Kind.END;
	}

}
