/**
 * Wiring: properties, auto-configurations, the connection to Redis, and the texts of a
 * start that fails.
 */
@NullMarked
package dev.scheduling.autoconfigure;

import org.jspecify.annotations.NullMarked;
