/**
 * Data of somebody else, kept in step with a periodic task.
 */
@NullMarked
package dev.scheduling.sample.rates;

import org.jspecify.annotations.NullMarked;
