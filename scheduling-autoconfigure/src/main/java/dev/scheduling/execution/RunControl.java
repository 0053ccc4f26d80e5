package dev.scheduling.execution;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Stops one run: remembers that it was asked to stop and interrupts its code, and only
 * its code. Safe for use by several threads.
 */
public final class RunControl {

	private @Nullable Thread thread;

	private @Nullable String reason;

	/**
	 * Asks the run to stop. Only the first call has an effect.
	 * @param reason why, for people
	 */
	public synchronized void cancel(String reason) {
		if (this.reason == null) {
			this.reason = reason;
			if (this.thread != null) {
				this.thread.interrupt();
			}
		}
	}

	/**
	 * Returns whether the run was asked to stop.
	 * @return {@code true} from the first {@link #cancel} on
	 */
	public boolean isCancelled() {
		return reason().isPresent();
	}

	/**
	 * Returns why the run was asked to stop.
	 * @return the reason, or empty
	 */
	public synchronized Optional<String> reason() {
		return Optional.ofNullable(this.reason);
	}

	/** From here on the current thread may be interrupted. */
	synchronized boolean enter() {
		if (this.reason != null) {
			return false;
		}
		this.thread = Thread.currentThread();
		return true;
	}

	/**
	 * Clears an interrupt that the code did not notice, so that it cannot reach what the
	 * thread does next.
	 */
	@SuppressWarnings("ResultOfMethodCallIgnored")
	synchronized void exit() {
		this.thread = null;
		Thread.interrupted();
	}

}
