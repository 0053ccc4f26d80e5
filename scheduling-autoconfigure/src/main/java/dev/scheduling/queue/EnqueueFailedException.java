package dev.scheduling.queue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.scheduling.job.JobId;
import dev.scheduling.store.StoreUnavailableException;

/**
 * Not all jobs of a call were stored. Says of each id what became of it.
 */
public final class EnqueueFailedException extends StoreUnavailableException {

	private final transient Map<JobId, EnqueueOutcome> outcomes;

	EnqueueFailedException(Map<JobId, EnqueueOutcome> outcomes, Throwable cause) {
		super(message(outcomes, cause), cause);
		this.outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
	}

	private static String message(Map<JobId, EnqueueOutcome> outcomes, Throwable cause) {
		return "Of %d jobs %d are stored, %d are not, of %d it is unknown: %s".formatted(outcomes.size(),
				count(outcomes, EnqueueOutcome.STORED), count(outcomes, EnqueueOutcome.REFUSED),
				count(outcomes, EnqueueOutcome.UNKNOWN), cause.getMessage());
	}

	private static int count(Map<JobId, EnqueueOutcome> outcomes, EnqueueOutcome outcome) {
		return Collections.frequency(outcomes.values(), outcome);
	}

	/**
	 * Returns what became of each job.
	 * @return the outcomes by id, in the order of the call
	 */
	public Map<JobId, EnqueueOutcome> outcomes() {
		return this.outcomes;
	}

}
