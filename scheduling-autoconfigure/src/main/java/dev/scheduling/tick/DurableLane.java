package dev.scheduling.tick;

import dev.scheduling.queue.TickJobFactory;
import dev.scheduling.store.DurableTickStore;

/**
 * What the engine needs for the ticks of durable tasks.
 *
 * @param store where they are claimed and enqueued, in one step
 * @param jobs makes their jobs
 */
public record DurableLane(DurableTickStore store, TickJobFactory jobs) {

}
