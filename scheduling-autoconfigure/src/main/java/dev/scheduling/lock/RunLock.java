package dev.scheduling.lock;

import java.time.Duration;
import java.util.Optional;

import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;

/**
 * Takes the run lock of tasks from ShedLock, so that it is shared with an application's
 * own {@code @SchedulerLock} of the same name. Safe for use by several threads.
 */
public final class RunLock {

	private final LockProvider provider;

	private final Duration lease;

	/**
	 * Creates the locks.
	 * @param provider where they are kept
	 * @param lease how long a lock is held until it is extended
	 */
	public RunLock(LockProvider provider, Duration lease) {
		this.provider = provider;
		this.lease = lease;
	}

	/**
	 * Takes the lock of a task.
	 * @param task the task's name
	 * @return the held lock, or empty while somebody else holds it
	 * @throws RuntimeException if the provider could not be asked
	 */
	public Optional<HeldLock> acquire(String task) {
		// ShedLock computes the time to live from its own clock, so nothing else may say
		// when the lock began.
		LockConfiguration configuration = new LockConfiguration(ClockProvider.now(), task, this.lease, Duration.ZERO);
		return this.provider.lock(configuration).map((lock) -> new HeldLock(lock, this.lease));
	}

}
