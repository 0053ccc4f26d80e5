package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;

import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.store.TickClaim;

/**
 * A tick whose time has come. It belongs to whoever took it from the {@link TickPlanner}
 * until it is given back: the planner has no other tick of the task in the meantime.
 *
 * @param task the task
 * @param call the id of its claim, the same for each attempt until the store has answered
 * @param stamp identifies the schedule
 * @param mark the last claimed time
 * @param nominal the tick's time
 * @param period the time to the next tick
 * @param coalesced how many ticks before it are given up for it
 * @param firstTried when the planner first gave it out
 */
record DueTick(PeriodicTask task, String call, String stamp, Instant mark, Instant nominal, Duration period,
		long coalesced, Instant firstTried) {

	TickClaim claim(boolean rejected) {
		return new TickClaim(this.task.name(), this.call, this.stamp, this.mark, this.nominal, this.period,
				this.coalesced, rejected);
	}

}
