/**
 * The Redis store: keys, scripts, and the only code that knows Redis.
 */
@NullMarked
package dev.scheduling.store.redis;

import org.jspecify.annotations.NullMarked;
