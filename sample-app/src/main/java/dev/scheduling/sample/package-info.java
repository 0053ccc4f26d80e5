/**
 * The sample application.
 */
@NullMarked
package dev.scheduling.sample;

import org.jspecify.annotations.NullMarked;
