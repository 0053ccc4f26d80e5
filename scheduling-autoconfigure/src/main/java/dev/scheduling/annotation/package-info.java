/**
 * From annotated bean methods to task definitions: finding them, checking them, and
 * laying the configuration over them. Every rule of what a valid task is lives here.
 */
@NullMarked
package dev.scheduling.annotation;

import org.jspecify.annotations.NullMarked;
