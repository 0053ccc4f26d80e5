package dev.scheduling.store.memory;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.scheduling.store.QueueLimits;
import org.jspecify.annotations.Nullable;

/**
 * How many jobs of a queue may start. Guarded by its store.
 */
final class MemoryLimits {

	private static final int SLICES = 20;

	/** Starts of the last period, by twentieths of it. */
	private final TreeMap<Long, Integer> starts = new TreeMap<>();

	private QueueLimits limits = QueueLimits.NONE;

	void set(QueueLimits limits) {
		this.limits = limits;
	}

	QueueLimits get() {
		return this.limits;
	}

	/**
	 * Returns how many jobs may start now.
	 * @param running how many run
	 * @param now the time in ms
	 * @return the number, without limits a very large one
	 */
	int allowance(long running, long now) {
		int free = (this.limits.running() != null) ? (int) Math.max(0, this.limits.running() - running)
				: Integer.MAX_VALUE;
		QueueLimits.Rate rate = this.limits.rate();
		return (rate != null && free > 0) ? Math.min(free, Math.max(0, rate.starts() - used(rate, now))) : free;
	}

	/**
	 * Returns in what time the rate lets a job start, where that alone stands against it.
	 * @param running how many run
	 * @param now the time in ms
	 * @return the time, {@code null} if it is not the rate that stands against it
	 */
	@Nullable Duration allowedIn(long running, long now) {
		QueueLimits.Rate rate = this.limits.rate();
		boolean full = this.limits.running() != null && running >= this.limits.running();
		if (rate == null || full || used(rate, now) < rate.starts()) {
			return null;
		}
		int left = used(rate, now);
		for (var slice : recent(rate, now).entrySet()) {
			left -= slice.getValue();
			if (left < rate.starts()) {
				return Duration.ofMillis((slice.getKey() + SLICES + 1) * width(rate) - now);
			}
		}
		throw new IllegalStateException("A rate allows no start at all");
	}

	private int used(QueueLimits.Rate rate, long now) {
		return recent(rate, now).values().stream().mapToInt(Integer::intValue).sum();
	}

	private SortedMap<Long, Integer> recent(QueueLimits.Rate rate, long now) {
		long current = now / width(rate);
		TreeMap<Long, Integer> recent = new TreeMap<>();
		// One ahead of a clock that was set back must not hold up the queue.
		this.starts.forEach((slice, count) -> recent.merge(Math.min(slice, current), count, Integer::sum));
		return recent.tailMap(current - SLICES);
	}

	private static long width(QueueLimits.Rate rate) {
		return (rate.per().toMillis() + SLICES - 1) / SLICES;
	}

	/**
	 * Notes that jobs start.
	 * @param count how many
	 * @param now the time in ms
	 */
	void started(int count, long now) {
		QueueLimits.Rate rate = this.limits.rate();
		if (rate != null && count > 0) {
			SortedMap<Long, Integer> recent = recent(rate, now);
			this.starts.clear();
			this.starts.putAll(recent);
			this.starts.merge(now / width(rate), count, Integer::sum);
		}
	}

}
