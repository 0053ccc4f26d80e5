package dev.scheduling.store;

import java.util.List;

/**
 * What came of ending attempts and fetching in one step.
 *
 * @param completions what came of each attempt, in the order of the flush
 * @param fetched what the fetch brought
 */
public record FlushAndFetchResult(List<CompletionResult> completions, FetchResult fetched) {

}
