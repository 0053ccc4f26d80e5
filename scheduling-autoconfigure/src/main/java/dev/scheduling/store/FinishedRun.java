package dev.scheduling.store;

import dev.scheduling.periodic.TaskRun;
import org.jspecify.annotations.Nullable;

/**
 * A claimed run that has ended, or was not started after all.
 *
 * @param key the run
 * @param count as what its tick is counted
 * @param record what the history keeps of it, {@code null} if its code did not run
 * @param pauseAfterFailures after how many failures in a row the task is paused, 0 for
 * never
 */
public record FinishedRun(RunKey key, TickCount count, @Nullable TaskRun record, int pauseAfterFailures) {

}
