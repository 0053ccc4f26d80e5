package dev.scheduling.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * Jobs were refused because other jobs hold their unique keys. Of the refused ones
 * nothing is stored; the others of the same call are.
 */
public final class DuplicateJobException extends RuntimeException {

	private final transient Map<JobId, JobId> duplicates;

	private final transient List<JobId> enqueued;

	/**
	 * Creates the exception.
	 * @param duplicates the id of each refused job with that of the job that holds its
	 * key, in the order of the call
	 * @param enqueued the jobs of the call that are stored, in the order of the call
	 */
	public DuplicateJobException(Map<JobId, JobId> duplicates, List<JobId> enqueued) {
		super(message(duplicates, enqueued));
		this.duplicates = Collections.unmodifiableMap(new LinkedHashMap<>(duplicates));
		this.enqueued = List.copyOf(enqueued);
	}

	private static String message(Map<JobId, JobId> duplicates, List<JobId> enqueued) {
		Assert.notEmpty(duplicates, "'duplicates' must not be empty");
		JobId holder = duplicates.values().iterator().next();
		if (duplicates.size() + enqueued.size() == 1) {
			return "The job was refused: the job '%s' holds its unique key".formatted(holder);
		}
		return "Of %d jobs %d were refused, as other jobs hold their unique keys, the first being held by '%s'"
			.formatted(duplicates.size() + enqueued.size(), duplicates.size(), holder);
	}

	/**
	 * Returns the job that holds the key; of several that of the first refused job.
	 * @return its id
	 */
	public JobId existing() {
		return this.duplicates.values().iterator().next();
	}

	/**
	 * Returns the refused jobs.
	 * @return the id that each would have had, with that of the job that holds its key,
	 * in the order of the call
	 */
	public Map<JobId, JobId> duplicates() {
		return this.duplicates;
	}

	/**
	 * Returns the jobs of the same call that are stored.
	 * @return their ids, in the order of the call
	 */
	public List<JobId> enqueued() {
		return this.enqueued;
	}

}
