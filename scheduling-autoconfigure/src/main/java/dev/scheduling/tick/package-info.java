/**
 * When: plans the ticks of periodic tasks, claims them in the cluster and hands them to
 * the lane in which they run.
 */
@NullMarked
package dev.scheduling.tick;

import org.jspecify.annotations.NullMarked;
