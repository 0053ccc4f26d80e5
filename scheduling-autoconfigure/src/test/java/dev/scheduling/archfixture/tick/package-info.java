/**
 * The only package of the fixture that is marked.
 */
@NullMarked
package dev.scheduling.archfixture.tick;

import org.jspecify.annotations.NullMarked;
