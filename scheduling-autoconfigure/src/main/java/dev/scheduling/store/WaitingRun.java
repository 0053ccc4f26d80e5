package dev.scheduling.store;

import java.time.Instant;

import dev.scheduling.periodic.TaskRun.Trigger;

/**
 * A run that waited for the end of another one, and that this node may start now.
 *
 * @param task the task's name
 * @param trigger what asked for it
 * @param nominal the nominal time of its tick, or when it was asked for
 * @param token its fencing token
 * @param leaseUntil until when, by the store's clock, it holds its claim
 */
public record WaitingRun(String task, Trigger trigger, Instant nominal, long token, Instant leaseUntil) {

}
