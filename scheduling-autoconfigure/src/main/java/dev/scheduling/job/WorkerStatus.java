package dev.scheduling.job;

import java.time.Instant;
import java.util.SortedSet;

/**
 * A live worker. Times are by the store's clock.
 *
 * @param name its name
 * @param queues the queues that it consumes
 * @param since since when it is known
 * @param lastSeen when it last said that it lives, which it does each 20 seconds
 * @param fingerprint a digest of what it can run: handlers, their payloads, protocol and
 * build; workers of one build have the same
 * @param running how many jobs it runs
 */
public record WorkerStatus(String name, SortedSet<String> queues, Instant since, Instant lastSeen, String fingerprint,
		int running) {

}
