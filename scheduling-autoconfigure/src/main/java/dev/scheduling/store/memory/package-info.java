/**
 * The store within one process: the same promises, for first steps and tests, and the
 * model that the Redis scripts are checked against. Nothing survives a restart.
 */
@NullMarked
package dev.scheduling.store.memory;

import org.jspecify.annotations.NullMarked;
