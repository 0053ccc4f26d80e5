package dev.scheduling.benchmarks.load;

import java.util.List;

/**
 * Where a ceiling keeps its jobs, seen through connections of its own.
 */
interface CeilingStore {

	/**
	 * Stores jobs.
	 * @param payloads their payloads
	 */
	void enqueue(List<Payload> payloads);

	/**
	 * Fetches jobs under a lease. Waits for some seconds if there are none.
	 * @param most at most so many
	 * @return the jobs
	 */
	List<CeilingJob> fetch(int most);

	/**
	 * Removes jobs that have ended.
	 * @param ids their ids
	 */
	void acknowledge(List<String> ids);

	/**
	 * A fetched job.
	 *
	 * @param id its id
	 * @param payload its payload
	 */
	record CeilingJob(String id, String payload) {

	}

}
