package dev.scheduling.store;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of the jobs of one state.
 *
 * @param jobs the jobs; of long envelopes only the beginning
 * @param next where the part behind it begins, {@code null} after the last one
 */
public record StoredPage(List<StoredJob> jobs, @Nullable String next) {

}
