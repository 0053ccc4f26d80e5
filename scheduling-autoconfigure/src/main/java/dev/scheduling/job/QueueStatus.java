package dev.scheduling.job;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A queue as it stood when it was read.
 *
 * @param name its name
 * @param pausedSince since when it is paused, by the store's clock; {@code null} if it is
 * not
 * @param counts how many jobs stand where, and what was counted
 */
public record QueueStatus(String name, @Nullable Instant pausedSince, QueueCounts counts) {

	/**
	 * Returns whether the queue is paused.
	 * @return {@code true} if none of its jobs starts
	 */
	public boolean isPaused() {
		return this.pausedSince != null;
	}

}
