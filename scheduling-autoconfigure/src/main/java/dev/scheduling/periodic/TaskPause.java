package dev.scheduling.periodic;

import java.time.Instant;

/**
 * A pause of a task, or of all of them.
 *
 * @param since when it began
 * @param reason why, for people
 */
public record TaskPause(Instant since, String reason) {

}
