package dev.scheduling.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import dev.scheduling.store.FetchResult;
import org.jspecify.annotations.Nullable;

/**
 * When a queue is asked for jobs: when somebody says that it may have some, when a
 * delayed one is due, and while more were left than there were places. Used by the thread
 * that fetches, apart from {@link #dueIn}.
 */
final class CallTiming {

	/** An empty queue is asked again so often while other queues keep the worker busy. */
	private static final long STALE = TimeUnit.SECONDS.toNanos(1);

	private final LongSupplier nanoTime;

	private final AtomicReference<@Nullable Long> dueAt = new AtomicReference<>();

	private boolean visited;

	private boolean more;

	private long askedAt;

	CallTiming(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.askedAt = nanoTime.getAsLong();
	}

	/**
	 * Has the queue asked in any case.
	 */
	void visit() {
		this.visited = true;
	}

	/**
	 * Learns of a delayed job. Any thread may call this.
	 * @param delay in how much time it is due
	 */
	void dueIn(Duration delay) {
		long due = this.nanoTime.getAsLong() + delay.toNanos();
		this.dueAt.updateAndGet((known) -> (known != null && known - due < 0) ? known : Long.valueOf(due));
	}

	/**
	 * Learns from the answer to a fetch.
	 * @param result the answer
	 */
	void fetched(FetchResult result) {
		this.visited = false;
		this.more = result.more();
		this.askedAt = this.nanoTime.getAsLong();
		this.dueAt.set(null);
		Optional.ofNullable(result.nextDueIn()).ifPresent(this::dueIn);
	}

	/**
	 * Returns whether to ask now, with or without a place for a job: what is due joins
	 * the ready jobs, and some worker is woken.
	 * @return whether to ask
	 */
	boolean isDue() {
		Long due = this.dueAt.get();
		return this.visited || due != null && due - this.nanoTime.getAsLong() <= 0;
	}

	/**
	 * Returns whether to ask now if there are places for jobs.
	 * @param busy whether nobody waits for the queue's marker
	 * @return whether to ask
	 */
	boolean isPromising(boolean busy) {
		return this.more || busy && this.nanoTime.getAsLong() - this.askedAt >= STALE;
	}

	/**
	 * Returns whether jobs were left in the queue when it was last asked.
	 * @return whether there are probably more
	 */
	boolean hasMore() {
		return this.more;
	}

	/**
	 * Returns how long there is no reason to ask if nothing happens.
	 * @param most the longest answer
	 * @param free whether there are places for jobs
	 * @return nanoseconds, not negative
	 */
	long quietFor(long most, boolean free) {
		Long due = this.dueAt.get();
		long quiet = (due != null) ? Math.max(0, due - this.nanoTime.getAsLong()) : most;
		return (this.more && free) ? 0 : Math.min(most, quiet);
	}

}
