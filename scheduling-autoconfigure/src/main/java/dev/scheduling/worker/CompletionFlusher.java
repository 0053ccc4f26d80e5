package dev.scheduling.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.scheduling.store.CompletionResult;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobCompletion.Succeeded;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.JobLeaseStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers how the attempts of one queue have ended while the store is told of earlier
 * ones. What was said and not answered is said again in the same words, under the same
 * call id, before anything new. Completions are added by any thread, flushes are made and
 * answered by one.
 */
final class CompletionFlusher {

	private static final Logger logger = LoggerFactory.getLogger(CompletionFlusher.class);

	private static final int MOST_BYTES = 4 * 1024 * 1024;

	private final String queue;

	private final String owner;

	private final Deque<JobCompletion> waiting = new ArrayDeque<>();

	private @Nullable JobFlush unanswered;

	private long calls;

	private long refused;

	CompletionFlusher(String queue, String owner) {
		this.queue = queue;
		this.owner = owner;
	}

	synchronized void add(JobCompletion completion) {
		this.waiting.add(completion);
	}

	/**
	 * Returns whether the store has still to be told of something.
	 * @return {@code false} if all flushes are answered
	 */
	synchronized boolean isPending() {
		return this.unanswered != null || !this.waiting.isEmpty();
	}

	/**
	 * Returns what to tell the store next.
	 * @return the flush, or empty if there is nothing
	 */
	synchronized Optional<JobFlush> next() {
		if (this.unanswered == null && !this.waiting.isEmpty()) {
			this.unanswered = new JobFlush(this.queue, this.owner, "f" + ++this.calls, take());
		}
		return Optional.ofNullable(this.unanswered);
	}

	private List<JobCompletion> take() {
		List<JobCompletion> taken = new ArrayList<>();
		int bytes = 0;
		while (!this.waiting.isEmpty() && taken.size() < JobLeaseStore.MAX_BATCH && bytes < MOST_BYTES) {
			JobCompletion completion = this.waiting.remove();
			taken.add(completion);
			bytes += (completion instanceof Succeeded succeeded && succeeded.result() != null)
					? succeeded.result().length : 0;
		}
		return taken;
	}

	/**
	 * Takes the answer to the last flush.
	 * @param results what came of each of its completions
	 */
	synchronized void answered(List<CompletionResult> results) {
		JobFlush flush = this.unanswered;
		this.unanswered = null;
		for (int i = 0; flush != null && i < results.size(); i++) {
			if (results.get(i) == CompletionResult.STALE) {
				this.refused++;
				logger.warn("The end of job '{}' came after its lease was lost and was refused; it may run again",
						flush.completions().get(i).lease().id());
			}
		}
	}

	/**
	 * Returns how many completions the store has refused, because another worker had the
	 * job by then.
	 * @return the number since this worker started
	 */
	synchronized long refused() {
		return this.refused;
	}

}
