/**
 * Wiring only: properties and auto-configurations.
 */
@NullMarked
package dev.scheduling.autoconfigure;

import org.jspecify.annotations.NullMarked;
