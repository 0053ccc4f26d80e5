/**
 * Loads queues of durable jobs, this project's and others', with the same jobs, and
 * measures what they do and what that costs.
 */
@NullMarked
package dev.scheduling.benchmarks.load;

import org.jspecify.annotations.NullMarked;
