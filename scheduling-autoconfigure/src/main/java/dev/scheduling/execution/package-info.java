/**
 * One run: the place where user code is called, and what limits it.
 */
@NullMarked
package dev.scheduling.execution;

import org.jspecify.annotations.NullMarked;
