package dev.scheduling.store;

/**
 * A task and the schedule that it follows.
 *
 * @param task the task's name
 * @param stamp a short text that changes with the schedule, without {@code |}
 */
public record TaskStamp(String task, String stamp) {

}
