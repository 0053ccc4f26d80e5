package dev.scheduling.store;

import java.util.Set;

/**
 * What came of ending runs.
 *
 * @param refused the runs that no longer held their claim
 * @param waiting the tasks for whose end something waits, see
 * {@link PeriodicStore#takeWaiting}
 * @param paused the tasks that are paused now because of their failures
 */
public record FinishResult(Set<RunKey> refused, Set<String> waiting, Set<String> paused) {

}
