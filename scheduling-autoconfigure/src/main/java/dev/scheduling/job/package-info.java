/**
 * Durable jobs: work that is stored before it runs and survives the process that does it.
 */
@NullMarked
package dev.scheduling.job;

import org.jspecify.annotations.NullMarked;
