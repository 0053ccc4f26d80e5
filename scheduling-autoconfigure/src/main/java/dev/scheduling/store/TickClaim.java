package dev.scheduling.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

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
 * @param missed how many ticks between mark and nominal are given up, and as what they
 * are counted
 * @param givenUp as what the tick itself is counted without being run, {@code null} to
 * run it
 * @param admission what is done while a run of the task is alive
 */
public record TickClaim(String task, String call, String stamp, Instant expectedMark, Instant nominal, Duration period,
		Map<TickCount, Long> missed, @Nullable TickCount givenUp, TickAdmission admission) {

}
