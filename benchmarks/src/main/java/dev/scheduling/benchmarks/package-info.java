/**
 * Measures this project beside other schedulers, each in processes of its own.
 */
@NullMarked
package dev.scheduling.benchmarks;

import org.jspecify.annotations.NullMarked;
