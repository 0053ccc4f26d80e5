package dev.scheduling.benchmarks.load;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

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
	default Conditions conditions() {
		return Conditions.USUAL;
	}

	/**
	 * Returns whether a subject can do this, and in a time that one can wait for.
	 * @param name the subject's name
	 * @param subject the subject
	 * @return whether it is measured
	 */
	default boolean suits(String name, LoadSubject subject) {
		return subject.isQueue();
	}

	/**
	 * Returns how often it runs in each round.
	 * @return at least once
	 */
	default int repeats() {
		return 1;
	}

	/**
	 * Returns the figure in which subjects are compared.
	 * @return the figure
	 */
	Figure compared();

	/**
	 * Returns whom the others are compared with.
	 * @return names of subjects
	 */
	default Collection<String> baselines() {
		return LoadSubjects.BASELINES;
	}

	/**
	 * Returns how they are compared.
	 * @return whether by difference, not by ratio
	 */
	default boolean comparesByDifference() {
		return false;
	}

	/**
	 * Returns the scenario that each subject's own figure is compared with.
	 * @return its name, or empty for none
	 */
	default Optional<String> reference() {
		return Optional.empty();
	}

	/**
	 * Loads the queue. Warms up first.
	 * @param session with the subject, paused
	 * @param backlog how many jobs the subject is given where it is about many
	 * @return what was measured
	 */
	Map<Figure, Double> measure(LoadSession session, int backlog);

}
