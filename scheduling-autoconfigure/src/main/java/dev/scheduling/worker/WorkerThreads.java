package dev.scheduling.worker;

import java.util.concurrent.ThreadFactory;

import dev.scheduling.background.InProcessExecutor;

/**
 * The threads of a worker.
 *
 * @param lane runs the jobs: as many at a time as it has threads; its queue has no room,
 * or jobs would wait in it under lease
 * @param loops makes the platform threads of the loops
 */
public record WorkerThreads(InProcessExecutor lane, ThreadFactory loops) {

}
