package dev.scheduling.store;

import java.util.Set;

/**
 * What came of a renewal of runs.
 *
 * @param lost those that no longer hold their claim
 * @param cancelled those that do and should stop
 */
public record RenewedRuns(Set<RunKey> lost, Set<RunKey> cancelled) {

}
