package dev.scheduling.tick;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.scheduling.execution.Loop;
import dev.scheduling.store.PeriodicStore;

/**
 * Holds runs that were claimed ahead of their time until it has come. Its thread does
 * nothing else, so that it is never late for what others plan or claim. Safe for use by
 * several threads.
 */
final class HeldStarts {

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

	private final Clock clock;

	private final Loop loop;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition empty = this.lock.newCondition();

	private final PriorityQueue<Held> held = new PriorityQueue<>(Comparator.comparing(Held::at));

	HeldStarts(Clock clock, ThreadFactory threads) {
		this.clock = clock;
		this.loop = new Loop("starts", threads, this::pass);
	}

	void start() {
		this.loop.start();
	}

	/**
	 * Starts a run when its time has come, at once if it has.
	 * @param at the time
	 * @param start starts it; does not wait
	 */
	void hold(Instant at, Runnable start) {
		Instant now = this.clock.instant();
		if (!at.isAfter(now)) {
			start.run();
			return;
		}
		if (add(new Held(at, now, start))) {
			this.loop.wake();
		}
	}

	/**
	 * Returns whether it is the next one to start: of a thousand of one time, only the
	 * first.
	 */
	private boolean add(Held run) {
		this.lock.lock();
		try {
			this.held.add(run);
			return this.held.peek() == run;
		}
		finally {
			this.lock.unlock();
		}
	}

	long pass() {
		Instant now = this.clock.instant();
		take(now).forEach((next) -> next.start().run());
		this.lock.lock();
		try {
			Held next = this.held.peek();
			Instant until = (next != null) ? next.at() : now.plus(LONGEST_WAIT);
			return Duration.between(this.clock.instant(), until).toNanos();
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<Held> take(Instant now) {
		List<Held> due = new ArrayList<>();
		this.lock.lock();
		try {
			for (Held next = this.held.peek(); next != null && next.isDue(now); next = this.held.peek()) {
				due.add(this.held.remove());
			}
			if (this.held.isEmpty()) {
				this.empty.signalAll();
			}
			return due;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What is held has been claimed and still starts. None waits longer than a claim is
	 * ahead, but for a thread that comes late.
	 */
	void stop() {
		long left = LONGEST_WAIT.toNanos();
		this.lock.lock();
		try {
			while (!this.held.isEmpty() && left > 0) {
				left = this.empty.awaitNanos(left);
			}
			this.held.clear();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.lock.unlock();
		}
		this.loop.stop();
	}

	private record Held(Instant at, Instant since, Runnable start) {

		/**
		 * With a clock that was set back, its time has come although the clock does not
		 * say so.
		 */
		boolean isDue(Instant now) {
			return !this.at.isAfter(now) || now.isBefore(this.since.minus(PeriodicStore.CLAIM_AHEAD));
		}

	}

}
