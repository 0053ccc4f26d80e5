package dev.scheduling.transaction;

import java.util.List;

import org.springframework.util.ClassUtils;

/**
 * Collects what a thread wants done once its transaction has committed. Each transaction
 * has its own collection, an inner one included; a savepoint has none. Safe for use by
 * several threads.
 *
 * @param <T> what is collected
 */
public interface CommitBoundary<T> {

	/**
	 * Adds something to the calling thread's transaction.
	 * @param item what to add
	 * @return {@code false} if there is no transaction to wait for; nothing is collected
	 * then
	 */
	boolean add(T item);

	/**
	 * Returns the boundary of Spring's transactions, or where spring-tx is missing one
	 * that never waits.
	 * @param <T> what is collected
	 * @param end told of the end of each transaction in which something was added
	 * @return the boundary
	 */
	static <T> CommitBoundary<T> detect(TransactionEnd<T> end) {
		boolean transactions = ClassUtils.isPresent(
				"org.springframework.transaction.support.TransactionSynchronizationManager",
				CommitBoundary.class.getClassLoader());
		return transactions ? new SpringCommitBoundary<>(end) : (item) -> false;
	}

	/**
	 * What becomes of the collected things. Called on the thread that ends the
	 * transaction; what it throws would reach a caller whose data is committed, so it
	 * throws nothing.
	 *
	 * @param <T> what was collected
	 */
	interface TransactionEnd<T> {

		/**
		 * The transaction has committed. Called again for what is added while other
		 * callbacks of the same commit run.
		 * @param items what was added, in that order
		 */
		void committed(List<T> items);

		/**
		 * The transaction was rolled back, or nobody knows how it ended.
		 * @param items what was added, in that order
		 * @param unknown whether it may have committed
		 */
		void notCommitted(List<T> items, boolean unknown);

	}

}
