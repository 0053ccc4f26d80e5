package dev.scheduling.benchmarks.load;

import java.util.Map;

/**
 * One way to load a queue.
 */
interface Scenario {

	/**
	 * Returns what it does, for the report.
	 * @return a text for people
	 */
	String title();

	/**
	 * Returns what it runs under.
	 * @return the conditions
	 */
	Conditions conditions();

	/**
	 * Returns the figure in which subjects are compared.
	 * @return the figure
	 */
	Figure compared();

	/**
	 * Loads the queue. Warms up first.
	 * @param session with the subject, paused
	 * @param backlog how many jobs the subject is given where it is about many
	 * @return what was measured
	 */
	Map<Figure, Double> measure(LoadSession session, int backlog);

}
