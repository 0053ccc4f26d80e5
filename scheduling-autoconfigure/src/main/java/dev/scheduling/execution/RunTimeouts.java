package dev.scheduling.execution;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Notices runs that take longer than they may, and those that do not heed it. What they
 * hold stays taken until their code has returned. Safe for use by several threads,
 * {@link #pass} by one.
 *
 * @param <R> what runs
 */
public final class RunTimeouts<R> {

	private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(1);

	private static final long STUCK_AFTER = TimeUnit.SECONDS.toNanos(10);

	private final LongSupplier nanoTime;

	private final Consumer<R> onTimeout;

	private final Consumer<R> onStuck;

	private final Map<R, Deadline> deadlines = new ConcurrentHashMap<>();

	private volatile Runnable onAdded = () -> {
	};

	/**
	 * Creates an instance without runs.
	 * @param nanoTime a clock in nanoseconds that never goes back
	 * @param onTimeout told once of a run that takes too long, on the thread of the pass
	 * @param onStuck told once of one that still runs ten seconds later
	 */
	public RunTimeouts(LongSupplier nanoTime, Consumer<R> onTimeout, Consumer<R> onStuck) {
		this.nanoTime = nanoTime;
		this.onTimeout = onTimeout;
		this.onStuck = onStuck;
	}

	/**
	 * Says what to call when a pass is needed sooner than the last one said.
	 * @param onAdded wakes the loop that makes the passes
	 */
	public void onAdded(Runnable onAdded) {
		this.onAdded = onAdded;
	}

	/**
	 * Begins to watch a run.
	 * @param run the run
	 * @param timeout how long it may take from now on
	 */
	public void add(R run, Duration timeout) {
		this.deadlines.put(run, new Deadline(this.nanoTime.getAsLong() + timeout.toNanos(), false));
		this.onAdded.run();
	}

	/**
	 * Ends the watch, because the run has ended.
	 * @param run the run
	 */
	public void remove(R run) {
		this.deadlines.remove(run);
	}

	/**
	 * Tells of what has run for too long.
	 * @return how many nanoseconds to wait until the next pass
	 */
	public long pass() {
		long wait = LONGEST_WAIT;
		for (Map.Entry<R, Deadline> entry : this.deadlines.entrySet()) {
			long left = entry.getValue().at() - this.nanoTime.getAsLong();
			if (left <= 0) {
				left = passed(entry.getKey(), entry.getValue());
			}
			wait = Math.min(wait, left);
		}
		return wait;
	}

	private long passed(R run, Deadline deadline) {
		Deadline next = deadline.told() ? null : new Deadline(deadline.at() + STUCK_AFTER, true);
		this.deadlines.computeIfPresent(run, (key, current) -> next);
		(deadline.told() ? this.onStuck : this.onTimeout).accept(run);
		return deadline.told() ? LONGEST_WAIT : STUCK_AFTER;
	}

	private record Deadline(long at, boolean told) {

	}

}
