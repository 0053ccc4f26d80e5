/**
 * What Actuator's health says of periodic tasks.
 */
@NullMarked
package dev.scheduling.health;

import org.jspecify.annotations.NullMarked;
