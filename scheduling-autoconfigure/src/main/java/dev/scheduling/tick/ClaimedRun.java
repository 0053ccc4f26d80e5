package dev.scheduling.tick;

import java.time.Instant;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.store.RunKey;

/**
 * A run that this process may start.
 *
 * @param task the task
 * @param scheduledFor the nominal time of its tick, or when it was triggered
 * @param trigger what asked for it
 * @param token its fencing token, {@link #UNCLAIMED} without a claim
 * @param leaseUntil until when its claim holds, by the store's clock
 */
record ClaimedRun(PeriodicTask task, Instant scheduledFor, Trigger trigger, long token, Instant leaseUntil) {

	/** The token of a run that nobody claimed. */
	static final long UNCLAIMED = -1;

	boolean isClaimed() {
		return this.token != UNCLAIMED;
	}

	/**
	 * Cheaper than that of all parts, and as good: few runs of a task are alive at once.
	 */
	@Override
	public int hashCode() {
		return 31 * this.task.name().hashCode() + Long.hashCode(this.token);
	}

	RunKey key() {
		return new RunKey(this.task.name(), this.token);
	}

}
