package dev.scheduling.benchmarks.load;

import java.util.List;

/**
 * A queue that is loaded, and its worker in this process.
 */
interface LoadQueue extends AutoCloseable {

	/**
	 * Enqueues one job. When this returns, it is stored.
	 * @param payload its payload
	 */
	void enqueue(Payload payload) throws Exception;

	/**
	 * Enqueues many jobs in the best way there is. When this returns, they are stored.
	 * @param payloads their payloads
	 */
	void enqueueAll(List<Payload> payloads) throws Exception;

	/**
	 * Enqueues one job of a mixed load.
	 * @param job its number, which says of what kind it is
	 */
	default void enqueueMixed(int job) throws Exception {
		throw new UnsupportedOperationException();
	}

	/**
	 * Returns what the periodic tasks of a mixed load did.
	 * @return the ticks
	 */
	default Jobs ticks() {
		return new Jobs();
	}

	/**
	 * Makes the worker start no more jobs. Jobs can be enqueued all the same.
	 */
	void pause() throws Exception;

	/**
	 * Makes the worker start jobs.
	 */
	void resume() throws Exception;

}
