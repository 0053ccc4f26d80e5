package dev.scheduling.lock;

import java.time.Duration;
import java.util.Optional;

import net.javacrumbs.shedlock.core.SimpleLock;
import org.jspecify.annotations.Nullable;

/**
 * A run lock that this process took. Safe for use by several threads.
 */
public final class HeldLock {

	private final Duration lease;

	private @Nullable SimpleLock lock;

	HeldLock(SimpleLock lock, Duration lease) {
		this.lock = lock;
		this.lease = lease;
	}

	/**
	 * Holds the lock for another lease from now on.
	 * @return {@code false} if it is no longer held, or cannot be extended
	 * @throws RuntimeException if the provider could not be asked; the lock may then be
	 * held or not
	 */
	public synchronized boolean extend() {
		if (this.lock == null) {
			return false;
		}
		try {
			Optional<SimpleLock> extended = this.lock.extend(this.lease, Duration.ZERO);
			this.lock = extended.orElse(null);
			return this.lock != null;
		}
		catch (UnsupportedOperationException ex) {
			return false;
		}
	}

	/**
	 * Frees the lock, if it is still this process'.
	 * @throws RuntimeException if the provider could not be asked
	 */
	public synchronized void release() {
		SimpleLock held = this.lock;
		this.lock = null;
		if (held != null) {
			held.unlock();
		}
	}

}
