package dev.scheduling.store;

import java.util.Set;

/**
 * What came of a renewal of runs.
 *
 * @param lost those that no longer hold their claim
 * @param cancelled those that do and should stop
 * @param unlocked those that do and have lost the run lock that came with it
 */
public record RenewedRuns(Set<RunKey> lost, Set<RunKey> cancelled, Set<RunKey> unlocked) {

}
