package dev.scheduling.tick;

import java.time.Instant;
import java.util.function.Predicate;

import dev.scheduling.execution.RunControl;
import dev.scheduling.lock.HeldLock;
import dev.scheduling.periodic.TaskContext;
import dev.scheduling.store.RunKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A run whose code is called: what the code sees of it, and what holds it. Safe for use
 * by several threads.
 */
final class LiveRun implements TaskContext {

	private static final Log logger = LogFactory.getLog(LiveRun.class);

	private final ClaimedRun claimed;

	private final @Nullable HeldLock lock;

	private final Predicate<LiveRun> lockHeld;

	private final RunControl control = new RunControl();

	private volatile boolean timedOut;

	/**
	 * Creates a run.
	 * @param claimed what is run
	 * @param lock its run lock, {@code null} for a run without one
	 * @param lockHeld whether the run lock is still held
	 */
	LiveRun(ClaimedRun claimed, @Nullable HeldLock lock, Predicate<LiveRun> lockHeld) {
		this.claimed = claimed;
		this.lock = lock;
		this.lockHeld = lockHeld;
	}

	ClaimedRun claimed() {
		return this.claimed;
	}

	RunKey key() {
		return this.claimed.key();
	}

	@Nullable HeldLock lock() {
		return this.lock;
	}

	RunControl control() {
		return this.control;
	}

	/** It has taken too long. What it holds stays taken until its code has returned. */
	void timeOut() {
		this.timedOut = true;
		this.control.cancel("it took longer than its timeout");
	}

	boolean isTimedOut() {
		return this.timedOut;
	}

	void reportStuck() {
		logger.warn("Task '%s' still runs after it was interrupted for its timeout; it keeps its thread and its lock"
			.formatted(task()) + " until its code returns, and no other run starts");
	}

	/** Cheaper than the one of the object, which each run would have to be given. */
	@Override
	public int hashCode() {
		return this.claimed.hashCode();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public String task() {
		return this.claimed.task().name();
	}

	@Override
	public Instant scheduledFor() {
		return this.claimed.scheduledFor();
	}

	@Override
	public boolean isLockHeld() {
		return this.lockHeld.test(this);
	}

	@Override
	public int attempt() {
		return 1;
	}

	@Override
	public long fencingToken() {
		return this.claimed.token();
	}

	@Override
	public boolean isCancelled() {
		return this.control.isCancelled();
	}

	@Override
	public void progress(long done, long total) {
		logger.debug("Task '%s': %d of %d".formatted(task(), done, total));
	}

	@Override
	public void log(String line) {
		logger.info("Task '%s': %s".formatted(task(), line));
	}

}
