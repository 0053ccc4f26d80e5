package dev.scheduling.benchmarks.load;

import java.util.Map;

/**
 * A queue of durable jobs, with its worker.
 */
interface LoadSubject {

	/**
	 * Returns where it keeps its jobs.
	 * @return the server to start for it
	 */
	Store store();

	/**
	 * Returns what an application would have configured, for the report.
	 * @return a text for people
	 */
	String settings();

	/**
	 * Returns how much of a backlog it is given, as the slow ones would take hours.
	 * @param asked how many jobs the fast ones get
	 * @return how many jobs it gets
	 */
	default int backlog(int asked) {
		return asked;
	}

	/**
	 * Starts a worker that is paused.
	 * @param setup what it needs
	 * @return the queue
	 */
	LoadQueue open(Setup setup) throws Exception;

	/**
	 * Where a subject keeps its jobs.
	 */
	enum Store {

		NONE, REDIS, POSTGRES

	}

	/**
	 * What a subject is given.
	 *
	 * @param port of the server it keeps its jobs in, on the loopback address
	 * @param concurrency how many jobs it runs at once
	 * @param properties more of it, for subjects that know them
	 * @param jobs what a job does
	 */
	record Setup(int port, int concurrency, Map<String, String> properties, Jobs jobs) {

	}

}
