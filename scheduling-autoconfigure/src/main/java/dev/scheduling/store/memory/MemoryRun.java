package dev.scheduling.store.memory;

import java.time.Instant;

import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.store.ClaimResult;
import dev.scheduling.store.WaitingRun;

/**
 * A claimed run.
 *
 * @param token its fencing token
 * @param call the call that claimed it
 * @param trigger what asked for it
 * @param afterDelay whether its end is the task's mark
 * @param besideOthers whether it counts for no overlap
 * @param nominal its nominal time
 * @param leaseUntil until when it holds its claim
 */
record MemoryRun(long token, String call, Trigger trigger, boolean afterDelay, boolean besideOthers, Instant nominal,
		Instant leaseUntil) {

	boolean isTick() {
		return this.trigger == Trigger.SCHEDULE;
	}

	boolean isAlive(Instant now) {
		return this.leaseUntil.isAfter(now);
	}

	MemoryRun until(Instant leaseUntil) {
		return new MemoryRun(this.token, this.call, this.trigger, this.afterDelay, this.besideOthers, this.nominal,
				leaseUntil);
	}

	ClaimResult won() {
		return new ClaimResult.Won(this.nominal, this.token, this.leaseUntil);
	}

	WaitingRun taken(String task) {
		return new WaitingRun(task, this.trigger, this.nominal, this.token, this.leaseUntil);
	}

}
