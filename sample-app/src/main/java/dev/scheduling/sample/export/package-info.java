/**
 * Exports: long work that is asked for over HTTP and survives a crash.
 */
@NullMarked
package dev.scheduling.sample.export;

import org.jspecify.annotations.NullMarked;
