/**
 * The daily report.
 */
@NullMarked
package dev.scheduling.sample.report;

import org.jspecify.annotations.NullMarked;
