package dev.scheduling.store;

import java.time.Duration;
import java.time.Instant;

/**
 * A node's claim of one tick.
 *
 * @param task the task's name
 * @param call the id of this claim; repeated with the same id it gives the same answer
 * @param stamp the schedule that the node follows
 * @param expectedMark the task's last claimed time as the node knows it; with another one
 * the claim is refused
 * @param nominal the tick to claim
 * @param period the time from this tick to the next
 * @param coalesced how many ticks between mark and nominal are given up for this one
 * @param rejected whether the node has no place to run it: the tick is only counted
 */
public record TickClaim(String task, String call, String stamp, Instant expectedMark, Instant nominal, Duration period,
		long coalesced, boolean rejected) {

}
