/**
 * The in-process lane: bounded executors, and background tasks that start once the
 * response of their request has gone out. Nothing here survives the process.
 */
@NullMarked
package dev.scheduling.background;

import org.jspecify.annotations.NullMarked;
