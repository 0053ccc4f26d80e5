package dev.scheduling.store;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A task's mark and counters, read together.
 *
 * @param mark the last claimed time, {@code null} for a task that was never registered
 * @param running how many claimed ticks run now
 * @param buffered how many ticks wait for the end of a run, 0 or 1
 * @param counts how many ticks were counted as what; every {@link TickCount} has an entry
 */
public record TickLedger(@Nullable Instant mark, int running, int buffered, Map<TickCount, Long> counts) {

	/**
	 * Returns the number of ticks that the counters account for.
	 * @return the sum of all counts and of what runs or waits
	 */
	public long accounted() {
		return this.running + this.buffered + this.counts.values().stream().mapToLong(Long::longValue).sum();
	}

}
