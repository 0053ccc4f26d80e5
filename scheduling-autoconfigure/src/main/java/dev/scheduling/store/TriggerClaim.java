package dev.scheduling.store;

import org.jspecify.annotations.Nullable;

/**
 * A claim of a run that is no tick.
 *
 * @param task the task's name
 * @param call the id of this claim; repeated with the same id it gives the same answer
 * @param admission what is done while a run of the task is alive
 * @param request what the caller names the request by, {@code null} if it does not; the
 * same request starts one run, for a day
 */
public record TriggerClaim(String task, String call, TickAdmission admission, @Nullable String request) {

}
