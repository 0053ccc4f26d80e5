package dev.scheduling.tick;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.concurrent.ThreadFactory;

/**
 * What the engine needs to know of this process.
 *
 * @param node the name of this process, unique in the cluster
 * @param lease how long a run keeps its claim and its lock after a sign of life
 * @param calls makes ids for calls of the store, unique in the cluster
 * @param nanoTime a clock in nanoseconds that never goes back
 * @param threads makes the threads of the engine's loops; platform threads
 */
public record TickSettings(String node, Duration lease, Supplier<String> calls, LongSupplier nanoTime,
		ThreadFactory threads) {

}
