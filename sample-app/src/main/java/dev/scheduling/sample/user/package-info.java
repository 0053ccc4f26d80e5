/**
 * Users, and the mail that welcomes them.
 */
@NullMarked
package dev.scheduling.sample.user;

import org.jspecify.annotations.NullMarked;
