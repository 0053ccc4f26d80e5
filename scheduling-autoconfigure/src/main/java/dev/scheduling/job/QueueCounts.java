package dev.scheduling.job;

import java.util.EnumMap;
import java.util.Map;

/**
 * The counts of a queue.
 *
 * @param jobs how many jobs stand where; every state has an entry
 * @param refused how many completions came after their claim was lost
 * @param crashes how often a worker was lost while it ran a job
 * @param trimmed how many finished jobs were removed before their time, because too many
 * were kept
 * @param expired how many jobs ended because they were not started in time
 */
public record QueueCounts(Map<JobState, Long> jobs, long refused, long crashes, long trimmed, long expired) {

	/**
	 * Returns these counts and those of another queue together.
	 * @param other the other counts
	 * @return the sums
	 */
	public QueueCounts plus(QueueCounts other) {
		Map<JobState, Long> sums = new EnumMap<>(JobState.class);
		for (JobState state : JobState.values()) {
			sums.put(state, of(state) + other.of(state));
		}
		return new QueueCounts(sums, this.refused + other.refused, this.crashes + other.crashes,
				this.trimmed + other.trimmed, this.expired + other.expired);
	}

	/**
	 * Returns how many jobs stand at one place.
	 * @param state the place
	 * @return the number
	 */
	public long of(JobState state) {
		return this.jobs.getOrDefault(state, 0L);
	}

}
