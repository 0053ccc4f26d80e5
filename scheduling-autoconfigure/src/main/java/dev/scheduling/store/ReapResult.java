package dev.scheduling.store;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a reaper found.
 *
 * @param crashed how many jobs it took from dead workers, those that died included
 * @param died how many of these are dead now
 * @param running how many jobs run
 * @param nextDueIn in how much time the next delayed job is due, {@code null} if there is
 * none
 * @param parked which jobs wait for a worker that can run them
 */
public record ReapResult(int crashed, int died, int running, @Nullable Duration nextDueIn, List<ParkedGroup> parked) {

}
