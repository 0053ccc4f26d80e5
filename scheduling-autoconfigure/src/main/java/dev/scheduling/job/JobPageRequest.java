package dev.scheduling.job;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Which part of a list of jobs to read.
 *
 * @param size how many jobs at most, from 1 to {@value #MAX_SIZE}
 * @param after where the part before ended, from {@link JobPage#next()}; {@code null} for
 * the first one
 */
public record JobPageRequest(int size, @Nullable String after) {

	/**
	 * How many jobs a page has at most.
	 */
	public static final int MAX_SIZE = 500;

	public JobPageRequest {
		Assert.isTrue(size >= 1 && size <= MAX_SIZE,
				() -> "'size' (%d) must be from 1 to %d".formatted(size, MAX_SIZE));
	}

	/**
	 * Returns the first part of a list.
	 * @param size how many jobs at most
	 * @return the request
	 */
	public static JobPageRequest first(int size) {
		return new JobPageRequest(size, null);
	}

}
