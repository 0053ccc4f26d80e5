package dev.scheduling.autoconfigure;

import dev.scheduling.worker.WorkerStores;

/**
 * Opens what one life of a worker talks to the store with.
 */
@FunctionalInterface
interface WorkerConnections {

	/**
	 * Opens the connections. Whoever opened them closes the markers, if they can be
	 * closed.
	 * @return the connections
	 */
	WorkerStores open();

}
