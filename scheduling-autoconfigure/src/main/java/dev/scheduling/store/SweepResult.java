package dev.scheduling.store;

import java.util.Set;

/**
 * What a sweep has seen.
 *
 * @param running how many runs are alive in the cluster
 * @param changes how often operators have changed something, see
 * {@link TaskControlStore#changes()}
 * @param waiting the tasks of which something waits and nothing runs
 */
public record SweepResult(int running, long changes, Set<String> waiting) {

}
