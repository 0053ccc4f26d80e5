package dev.scheduling.store;

/**
 * Names one claimed run.
 *
 * @param task the task's name
 * @param token the run's fencing token
 */
public record RunKey(String task, long token) {

}
