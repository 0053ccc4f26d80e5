package dev.scheduling.tick;

import java.time.Instant;

/**
 * A time during which the store does not answer. Internal to this library.
 *
 * @param since when it was first seen, by this node's clock
 * @param reason what went wrong then
 */
public record Outage(Instant since, String reason) {
}
