/**
 * Sessions that expire.
 */
@NullMarked
package dev.scheduling.sample.session;

import org.jspecify.annotations.NullMarked;
