package dev.scheduling.store;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a fetch brought.
 *
 * @param jobs the jobs, the worker's from now on
 * @param more whether further jobs could start at once; some waiting worker is then woken
 * @param nextDueIn in how much time the next delayed job is due, or the rate of the queue
 * lets a further one start; {@code null} if there is nothing to wait for
 */
public record FetchResult(List<FetchedJob> jobs, boolean more, @Nullable Duration nextDueIn) {

}
