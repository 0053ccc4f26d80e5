package dev.scheduling.execution;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The time that all running work together has left once the application stops. It is one
 * budget, not one for each component: it counts from the first {@link #start()}, whoever
 * calls it, so a stop never takes longer because more components have work. Safe for use
 * by any thread.
 */
public final class ShutdownBudget {

	private final Duration total;

	private final LongSupplier nanoTime;

	private @Nullable Long startedAt;

	/**
	 * Creates a budget on the time of this process.
	 * @param total the time for all components together; zero interrupts at once
	 */
	public ShutdownBudget(Duration total) {
		this(total, System::nanoTime);
	}

	/**
	 * Creates a budget.
	 * @param total the time for all components together; zero interrupts at once
	 * @param nanoTime a clock in nanoseconds that never goes back
	 */
	public ShutdownBudget(Duration total, LongSupplier nanoTime) {
		Assert.isTrue(!total.isNegative(),
				() -> "'scheduling.shutdown-timeout' (%s) must not be negative".formatted(total));
		this.total = total;
		this.nanoTime = nanoTime;
	}

	/**
	 * Starts to count. Calls after the first change nothing.
	 */
	public synchronized void start() {
		if (this.startedAt == null) {
			this.startedAt = this.nanoTime.getAsLong();
		}
	}

	/**
	 * Returns what is left.
	 * @return the whole budget before the first {@link #start()}, zero once it is used up
	 */
	public synchronized Duration remaining() {
		if (this.startedAt == null) {
			return this.total;
		}
		Duration left = this.total.minusNanos(this.nanoTime.getAsLong() - this.startedAt);
		return left.isNegative() ? Duration.ZERO : left;
	}

	/**
	 * Gives back the whole budget, for a context that is started again after a stop.
	 */
	public synchronized void reset() {
		this.startedAt = null;
	}

}
