package dev.scheduling.execution;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls one thing again and again on a thread of its own. Nothing that it throws ends the
 * loop. Safe for use by several threads.
 */
public final class Loop {

	private static final Log logger = LogFactory.getLog(Loop.class);

	private static final long AFTER_ERROR = TimeUnit.SECONDS.toNanos(1);

	private final String name;

	private final ThreadFactory threads;

	private final LongSupplier pass;

	private volatile @Nullable Thread thread;

	private volatile boolean woken;

	private volatile boolean parked;

	/**
	 * Creates a loop that does not run yet.
	 * @param name what it does, for messages and the name of the thread
	 * @param threads makes its thread
	 * @param pass what to call; answers how many nanoseconds to wait until the next call
	 */
	public Loop(String name, ThreadFactory threads, LongSupplier pass) {
		this.name = name;
		this.threads = threads;
		this.pass = pass;
	}

	/**
	 * Starts the thread. Changes nothing while it runs.
	 */
	public synchronized void start() {
		if (this.thread == null) {
			Thread started = this.threads.newThread(this::run);
			started.setName("scheduling-" + this.name.replace(' ', '-'));
			this.thread = started;
			started.start();
		}
	}

	/**
	 * Ends a wait early, or makes the next one return at once. Costs next to nothing
	 * while a pass is under way, so that it may be called for each of many events.
	 */
	public void wake() {
		if (!this.woken) {
			this.woken = true;
			// During a pass it would only disturb what the pass itself waits for.
			if (this.parked) {
				LockSupport.unpark(this.thread);
			}
		}
	}

	/**
	 * Stops the loop and waits until the pass under way has returned.
	 */
	public void stop() {
		stop(LockSupport::unpark);
	}

	/**
	 * Stops the loop, interrupts the pass under way and waits until it has returned.
	 */
	public void interrupt() {
		stop(Thread::interrupt);
	}

	private synchronized void stop(Consumer<Thread> signal) {
		Thread stopped = this.thread;
		this.thread = null;
		if (stopped != null && stopped != Thread.currentThread()) {
			signal.accept(stopped);
			try {
				stopped.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void run() {
		while (this.thread == Thread.currentThread()) {
			// Not the thread's own permit: whatever parks inside a pass would use it up.
			this.woken = false;
			long wait = pass();
			if (wait > 0) {
				park(wait);
			}
		}
	}

	private void park(long nanos) {
		this.parked = true;
		// Looked at after that: whoever comes later sees that it has to unpark.
		if (!this.woken && this.thread == Thread.currentThread()) {
			LockSupport.parkNanos(this, nanos);
		}
		this.parked = false;
	}

	private long pass() {
		try {
			return this.pass.getAsLong();
		}
		catch (Throwable ex) { // an error here must not silence every later tick
			logger.error("The loop '%s' failed and goes on in a second".formatted(this.name), ex);
			return AFTER_ERROR;
		}
	}

}
