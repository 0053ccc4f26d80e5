package dev.scheduling.queue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import dev.scheduling.store.JobStore;
import dev.scheduling.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of a mistyped or forgotten queue, whose jobs would wait for ever without a word.
 * Asks once for each queue, when it is first used. Safe for use by several threads.
 */
final class UnconsumedQueueWarning {

	private static final Logger logger = LoggerFactory.getLogger(UnconsumedQueueWarning.class);

	private final JobStore store;

	private final Predicate<String> consumedHere;

	private final Set<String> checked = ConcurrentHashMap.newKeySet();

	UnconsumedQueueWarning(JobStore store, Predicate<String> consumedHere) {
		this.store = store;
		this.consumedHere = consumedHere;
	}

	void check(String partition) {
		String queue = QueueSettings.queueOf(partition);
		if (!this.checked.add(queue) || this.consumedHere.test(queue)) {
			return;
		}
		try {
			if (this.store.workers(partition).isEmpty()) {
				logger.warn(
						"No live worker consumes the queue '{}': its jobs wait until one does. Is the name right, "
								+ "and is it among 'scheduling.worker.queues' of some process with this namespace?",
						queue);
			}
		}
		catch (StoreUnavailableException ex) {
			this.checked.remove(queue); // the job is stored; the next one asks again
		}
	}

}
