package dev.scheduling.store;

import java.time.Instant;
import java.util.Set;

/**
 * A worker that lives. Times are the store's.
 *
 * @param name its name
 * @param fingerprint of what it can run
 * @param queues what it consumes
 * @param since when it first said that it lives
 * @param lastSeen when it last said so
 */
public record LiveWorker(String name, String fingerprint, Set<String> queues, Instant since, Instant lastSeen) {

}
