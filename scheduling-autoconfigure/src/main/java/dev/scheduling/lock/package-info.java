/**
 * No two runs of a task at once: ShedLock's lock, kept while a run lives, and the word to
 * a run that has lost it.
 */
@NullMarked
package dev.scheduling.lock;

import org.jspecify.annotations.NullMarked;
