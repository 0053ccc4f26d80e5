package dev.scheduling.store;

import java.time.Duration;

import dev.scheduling.job.UniqueMode;
import org.jspecify.annotations.Nullable;

/**
 * That a job is the only one of its key in its queue.
 *
 * @param key the key
 * @param mode what becomes of the job while another one holds the key
 * @param holdFor how long it holds the key from its storing on, {@code null} until it has
 * ended
 */
public record UniqueRule(String key, UniqueMode mode, @Nullable Duration holdFor) {
}
