/**
 * The producing side of the durable lane: ids, enqueueing, transactions, look-up.
 */
@NullMarked
package dev.scheduling.queue;

import org.jspecify.annotations.NullMarked;
