package dev.scheduling.background;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts pieces of work from when they were accepted until they have ended. Counting
 * takes no lock unless a shutdown waits. Safe for use by any thread.
 */
final class Outstanding {

	private final AtomicInteger count = new AtomicInteger();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition none = this.lock.newCondition();

	private volatile boolean awaited;

	void add(int pieces) {
		this.count.addAndGet(pieces);
	}

	void remove() {
		if (this.count.decrementAndGet() == 0 && this.awaited) {
			this.lock.lock();
			try {
				this.none.signalAll();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	/**
	 * Waits until nothing is outstanding.
	 * @param atMost how long to wait
	 * @return whether that has come about
	 */
	boolean awaitNone(Duration atMost) {
		this.awaited = true; // before the count is read: whoever ends the last piece sees
								// it
		long left = atMost.toNanos();
		this.lock.lock();
		try {
			while (this.count.get() > 0 && left > 0) {
				left = this.none.awaitNanos(left);
			}
			return this.count.get() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

}
