/**
 * The consuming side of durable jobs: one class per loop. {@link QueueWorker} puts them
 * together.
 */
@NullMarked
package dev.scheduling.worker;

import org.jspecify.annotations.NullMarked;
