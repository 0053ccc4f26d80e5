package dev.scheduling.store;

import java.util.Map;

import dev.scheduling.job.JobState;

/**
 * The counts of a queue.
 *
 * @param jobs how many jobs stand where; every state has an entry
 * @param refused how many completions came after their claim was lost
 * @param crashes how often a worker was lost while it ran a job
 * @param trimmed how many finished jobs were removed before their time, because too many
 * were kept
 */
public record QueueCounts(Map<JobState, Long> jobs, long refused, long crashes, long trimmed) {

	/**
	 * Returns how many jobs stand at one place.
	 * @param state the place
	 * @return the number
	 */
	public long of(JobState state) {
		return this.jobs.getOrDefault(state, 0L);
	}

}
