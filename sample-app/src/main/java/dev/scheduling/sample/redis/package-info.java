/**
 * Gives the application a Redis before anything connects.
 */
@NullMarked
package dev.scheduling.sample.redis;

import org.jspecify.annotations.NullMarked;
