/**
 * What a periodic task is: the annotation, its policies, schedules, and the view that an
 * application has of its tasks and their runs.
 */
@NullMarked
package dev.scheduling.periodic;

import org.jspecify.annotations.NullMarked;
