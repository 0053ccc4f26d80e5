/**
 * What periodic tasks and durable jobs share.
 */
@NullMarked
package dev.scheduling;

import org.jspecify.annotations.NullMarked;
