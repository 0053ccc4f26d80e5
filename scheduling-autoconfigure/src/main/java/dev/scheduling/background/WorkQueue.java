package dev.scheduling.background;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Work in the order of its arrival, done by at most a number of threads. Whoever adds
 * work wakes a thread only if none is on its way to the queue; that one, once it has
 * found work and sees more, wakes the next. So a burst of short work costs a few wake-ups
 * instead of one for each piece. Safe for use by any thread.
 *
 * @param <W> the type of the work
 */
final class WorkQueue<W extends Runnable> {

	private final Queue<W> work = new ConcurrentLinkedQueue<>();

	private final Executor threads;

	private final int concurrency;

	private final BooleanSupplier ended;

	/** Threads that were woken and have not gone back. */
	private final AtomicInteger awake = new AtomicInteger();

	/** Whether one of them has yet to look for its first work. */
	private final AtomicBoolean searching = new AtomicBoolean();

	/**
	 * Creates an empty queue.
	 * @param threads runs what takes from the queue, each on a thread
	 * @param concurrency on how many threads at most
	 * @param ended whether what is queued must not start any more
	 */
	WorkQueue(Executor threads, int concurrency, BooleanSupplier ended) {
		this.threads = threads;
		this.concurrency = concurrency;
		this.ended = ended;
	}

	/**
	 * Adds work. What it throws only reaches the thread's uncaught exception handler.
	 * @param piece the work
	 * @throws RejectedExecutionException if it will not start, because there are no
	 * threads any more
	 * @throws OutOfMemoryError if it will not start, because no thread could be made
	 */
	void add(W piece) {
		if (this.ended.getAsBoolean()) {
			throw new RejectedExecutionException("The queue has ended");
		}
		this.work.add(piece);
		try {
			wakeOne();
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			if (this.work.remove(piece)) {
				throw ex;
			}
		}
	}

	/**
	 * Adds pieces that come together. A thread is on its way to the first one while the
	 * others are added.
	 * @param pieces the work, in its order
	 * @param refused told of each piece that will not start, and why
	 */
	void addAll(List<W> pieces, BiConsumer<? super W, Throwable> refused) {
		if (this.ended.getAsBoolean()) {
			RejectedExecutionException reason = new RejectedExecutionException("The queue has ended");
			pieces.forEach((piece) -> refused.accept(piece, reason));
			return;
		}
		this.work.add(pieces.get(0));
		wakeAnother();
		try {
			this.work.addAll(pieces.subList(1, pieces.size()));
			wakeOne();
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			pieces.stream().filter(this.work::remove).forEach((piece) -> refused.accept(piece, ex));
		}
	}

	/**
	 * Takes out what no thread has taken, once the queue has ended.
	 * @return the work, in its order
	 */
	List<W> takeRest() {
		List<W> rest = new ArrayList<>();
		for (W piece = this.work.poll(); piece != null; piece = this.work.poll()) {
			rest.add(piece);
		}
		return rest;
	}

	private void wakeOne() {
		if (enter()) {
			try {
				this.threads.execute(this::takeAll);
			}
			catch (RejectedExecutionException | OutOfMemoryError ex) {
				leave();
				throw ex;
			}
		}
	}

	/**
	 * Whether there is work and a thread for it to be woken, by the caller and nobody
	 * else.
	 */
	private boolean enter() {
		while (!this.work.isEmpty() && this.awake.get() < this.concurrency
				&& this.searching.compareAndSet(false, true)) {
			if (this.awake.incrementAndGet() <= this.concurrency) {
				return true;
			}
			leave(); // and look again: whoever came meanwhile relied on this thread
		}
		return false;
	}

	private void leave() {
		this.awake.decrementAndGet();
		this.searching.set(false);
	}

	private void takeAll() {
		do {
			W first = next();
			this.searching.set(false);
			for (W piece = first; piece != null; piece = next()) {
				wakeAnother();
				run(piece);
			}
			this.awake.decrementAndGet();
		}
		while (!this.ended.getAsBoolean() && enter()); // for what came since it looked
	}

	/** It goes on without if no thread can be had. */
	private void wakeAnother() {
		try {
			wakeOne();
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			return;
		}
	}

	private @Nullable W next() {
		return this.ended.getAsBoolean() ? null : this.work.poll();
	}

	private void run(Runnable piece) {
		Thread thread = Thread.currentThread();
		// Before the end, an interrupt was meant for the work before.
		if (Thread.interrupted() && this.ended.getAsBoolean()) {
			thread.interrupt();
		}
		try {
			piece.run();
		}
		catch (Throwable ex) { // the queue goes on
			thread.getUncaughtExceptionHandler().uncaughtException(thread, ex);
		}
	}

}
