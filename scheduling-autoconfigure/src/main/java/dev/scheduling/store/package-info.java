/**
 * Ports to the store and the records that cross them. Every operation is atomic, and
 * repeating one with the same call id or token has one effect and gives the same answer,
 * because a driver may send a command again whose reply was lost.
 */
@NullMarked
package dev.scheduling.store;

import org.jspecify.annotations.NullMarked;
