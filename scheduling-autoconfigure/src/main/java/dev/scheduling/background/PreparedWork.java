package dev.scheduling.background;

/**
 * Work that has its place and waits for its time. Internal to this library; run by
 * {@link InProcessExecutor#runAll} alone.
 */
public interface PreparedWork extends Runnable {

}
