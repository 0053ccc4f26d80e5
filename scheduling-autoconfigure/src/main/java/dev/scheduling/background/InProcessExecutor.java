package dev.scheduling.background;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

import org.springframework.util.Assert;

/**
 * Runs work in this process on a bounded number of threads with a bounded queue. Internal
 * to this library; public only because several of its packages share it.
 * <p>
 * A place is one piece of work, running or queued. It is reserved first and used
 * afterwards, so a caller can make sure of a place before it claims anything; a reserved
 * place is never refused while the executor lives. There are {@code concurrency +
 * queueCapacity} places. Threads are daemons, end when idle, and are platform or virtual
 * with the same behaviour. Safe for use by any thread. Not a
 * {@link java.util.concurrent.Executor}, so that no application picks it up as its own.
 */
public final class InProcessExecutor {

	private final ThreadFactory threads;

	private final int concurrency;

	private final int queueCapacity;

	private final String fullText;

	private final String closedText;

	private volatile BoundedPool pool;

	/**
	 * Creates an executor that accepts work at once.
	 * @param threadNamePrefix what the names of its threads begin with
	 * @param concurrency how many pieces of work run at the same time, at least 1
	 * @param queueCapacity how many more may wait, not negative; 0 refuses what cannot
	 * start at once
	 * @param virtualThreads whether to run on virtual threads
	 * @param capacityProperty the property that sets the queue's capacity, for messages
	 * @throws IllegalArgumentException if a number is out of range, or virtual threads
	 * are asked for on a JDK before 21
	 */
	public InProcessExecutor(String threadNamePrefix, int concurrency, int queueCapacity, boolean virtualThreads,
			String capacityProperty) {
		Assert.isTrue(concurrency >= 1, () -> "'concurrency' (%d) must be at least 1".formatted(concurrency));
		Assert.isTrue(queueCapacity >= 0,
				() -> "'%s' (%d) must not be negative".formatted(capacityProperty, queueCapacity));
		this.threads = InProcessThreads.named(threadNamePrefix, virtualThreads);
		this.concurrency = concurrency;
		this.queueCapacity = queueCapacity;
		this.fullText = "Executor '%s' is full: %d running and %d queued are its limit; raise '%s' or add less work"
			.formatted(threadNamePrefix, concurrency, queueCapacity, capacityProperty);
		this.closedText = "Executor '%s' accepts no work: the application is stopping".formatted(threadNamePrefix);
		this.pool = new BoundedPool(this.threads, concurrency, queueCapacity);
	}

	/**
	 * Reserves a place. The caller must use or release it.
	 * @return the place, or empty if none is left or the executor is stopping
	 */
	public Optional<Place> reserve() {
		return this.pool.reserve();
	}

	/**
	 * Reserves a place and treats the lack of one as an error. The caller must use or
	 * release it.
	 * @return the place
	 * @throws RejectedExecutionException if none is left or the executor is stopping
	 */
	public Place reserveOrReject() {
		return reserve()
			.orElseThrow(() -> new RejectedExecutionException(this.pool.isClosed() ? this.closedText : this.fullText));
	}

	/**
	 * Runs the work as soon as a thread is free.
	 * @param work what to run
	 * @throws RejectedExecutionException if no place is left or the executor is stopping
	 */
	public void execute(Runnable work) {
		reserveOrReject().run(work);
	}

	/**
	 * Uses a place for work that runs later, by {@link #runAll}, together with other work
	 * of its time.
	 * @param place a place that {@link #reserve} gave
	 * @param work what to run, as in {@link Place#run}
	 * @param refused told if it will not start: by a {@link RejectedExecutionException}
	 * if the executor has shut down since, by an {@link OutOfMemoryError} if there are no
	 * more threads
	 * @return the work in its place
	 * @throws IllegalStateException if the place was used or released before
	 */
	public PreparedWork prepare(Place place, Runnable work, Consumer<Throwable> refused) {
		return BoundedPool.prepare(place, work, refused);
	}

	/**
	 * Runs work that was prepared, in its order and for the wake-ups of one piece. What
	 * will not start is told so.
	 * @param work the work, each piece for the first time
	 */
	public void runAll(List<PreparedWork> work) {
		this.pool.acceptAll(work);
	}

	/**
	 * Returns how many pieces of work run at the same time at most.
	 * @return the limit, at least 1
	 */
	public int concurrency() {
		return this.concurrency;
	}

	/**
	 * Returns how many pieces of work are running.
	 * @return from 0 to the concurrency
	 */
	public int running() {
		return this.pool.running();
	}

	/**
	 * Returns how many places could be reserved now.
	 * @return 0 if none is left or the executor is stopping
	 */
	public int free() {
		return this.pool.free();
	}

	/**
	 * Returns how many places are taken, by work that runs or waits.
	 * @return 0 if there is nothing to wait for
	 */
	public int taken() {
		return this.pool.taken();
	}

	/**
	 * Returns how many places are taken by work that is not running: queued, or reserved.
	 * @return not negative
	 */
	public int queued() {
		return this.pool.waiting();
	}

	/**
	 * Refuses new reservations and waits for the work that has a place, without touching
	 * it.
	 * @param budget how long to wait
	 * @return whether nothing runs or waits for a thread any more
	 */
	public boolean drain(Duration budget) {
		return this.pool.drain(budget);
	}

	/**
	 * Refuses new reservations, lets work that has a place run for at most the given
	 * time, then interrupts what runs and drops the rest. Returns earlier if nothing runs
	 * or waits for a thread; places that were reserved and not used by then are dropped.
	 * @param budget how long to wait; zero interrupts at once
	 * @return what was not finished
	 */
	public Unfinished shutdown(Duration budget) {
		return this.pool.close(budget);
	}

	/**
	 * Accepts work again after a {@link #shutdown}. Changes nothing otherwise.
	 */
	public synchronized void start() {
		if (this.pool.isClosed()) {
			this.pool = new BoundedPool(this.threads, this.concurrency, this.queueCapacity);
		}
	}

	/**
	 * What a shutdown left undone.
	 *
	 * @param interrupted how many pieces of work were running and were interrupted
	 * @param dropped how many places were taken by work that had not started
	 */
	public record Unfinished(int interrupted, int dropped) {
	}

	/**
	 * Room for one piece of work. Using or releasing it a second time has no effect on
	 * the number of places.
	 */
	public interface Place {

		/**
		 * Runs the work on one of the executor's threads and releases the place when it
		 * has returned. The work reports its own failures: what it throws only reaches
		 * the thread's uncaught exception handler.
		 * @param work what to run
		 * @throws IllegalStateException if the place was used or released before
		 * @throws RejectedExecutionException if the executor has shut down since
		 */
		void run(Runnable work);

		/**
		 * Gives the place back early or unused. Further calls change nothing.
		 */
		void release();

		/**
		 * Returns whether a shutdown has taken the place back, so that its work must not
		 * start any more.
		 * @return {@code true} once the budget of a shutdown has ended
		 */
		boolean isRevoked();

	}

}
