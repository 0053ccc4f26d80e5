package dev.scheduling.job;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which jobs an operation on many is about. Immutable: each method with a parameter
 * returns a filter that asks for that too.
 */
public final class JobFilter {

	private static final JobFilter ALL = new JobFilter(null, null, null, null);

	private final @Nullable String name;

	private final @Nullable String error;

	private final @Nullable Instant from;

	private final @Nullable Instant until;

	private JobFilter(@Nullable String name, @Nullable String error, @Nullable Instant from, @Nullable Instant until) {
		this.name = name;
		this.error = error;
		this.from = from;
		this.until = until;
	}

	/**
	 * Returns a filter that every job passes.
	 * @return the filter
	 */
	public static JobFilter all() {
		return ALL;
	}

	/**
	 * Asks for the jobs of one handler.
	 * @param name the name that is stored with the jobs
	 * @return the filter
	 */
	public JobFilter name(String name) {
		return new JobFilter(name, this.error, this.from, this.until);
	}

	/**
	 * Asks for jobs whose last error, or the reason for which they are parked, holds a
	 * text.
	 * @param text the text, upper and lower case apart
	 * @return the filter
	 */
	public JobFilter error(String text) {
		return new JobFilter(this.name, text, this.from, this.until);
	}

	/**
	 * Asks for jobs that were enqueued at a time or later.
	 * @param time the time
	 * @return the filter
	 */
	public JobFilter enqueuedFrom(Instant time) {
		return new JobFilter(this.name, this.error, time, this.until);
	}

	/**
	 * Asks for jobs that were enqueued before a time.
	 * @param time the time
	 * @return the filter
	 */
	public JobFilter enqueuedBefore(Instant time) {
		return new JobFilter(this.name, this.error, this.from, time);
	}

	/**
	 * Returns whether a job passes.
	 * @param job the job
	 * @return {@code true} if it is all that is asked for
	 */
	public boolean matches(Job job) {
		return (this.name == null || this.name.equals(job.name())) && (this.error == null || hasText(job, this.error))
				&& (this.from == null || !job.enqueuedAt().isBefore(this.from))
				&& (this.until == null || job.enqueuedAt().isBefore(this.until));
	}

	private static boolean hasText(Job job, String text) {
		Job.Parking parked = job.parked();
		return job.lastError() != null && job.lastError().contains(text)
				|| parked != null && parked.reason().contains(text);
	}

}
