package dev.scheduling.benchmarks;

/**
 * A scheduler that fires tasks every second, or as its variant says.
 */
interface Subject {

	/**
	 * Returns what it keeps its state in.
	 * @return the server to start for it
	 */
	Backing backing();

	/**
	 * Returns what an application would have configured, for the report.
	 * @param tasks how many tasks it has
	 * @return a text for people
	 */
	String settings(int tasks);

	/**
	 * Starts to fire. Returns once it is ready.
	 * @param load the tasks, and where their starts are recorded
	 * @return stops it
	 */
	AutoCloseable start(Load load) throws Exception;

	/**
	 * Where a scheduler keeps its state.
	 */
	enum Backing {

		NONE, REDIS, POSTGRES

	}

	/**
	 * What a subject is to do.
	 *
	 * @param tasks how many tasks it has
	 * @param starts where each start is recorded
	 * @param port of the server it keeps its state in, on the loopback address
	 */
	record Load(int tasks, Starts starts, int port) {

	}

}
