/**
 * The end of the caller's transaction, seen the same way by everything that waits for it.
 */
@NullMarked
package dev.scheduling.transaction;

import org.jspecify.annotations.NullMarked;
