package dev.scheduling.background;

import org.springframework.util.ClassUtils;

/**
 * Where a transaction of the calling thread ends, if there is one.
 */
@FunctionalInterface
interface CommitBoundary {

	/**
	 * Waits for the end of the calling thread's transaction.
	 * @param committed called once after the commit; must not throw
	 * @param rolledBack called once if there is no commit; must not throw
	 * @return {@code false} if there is no transaction to wait for; nothing is called
	 * then
	 */
	boolean defer(Runnable committed, Runnable rolledBack);

	static CommitBoundary detect() {
		boolean transactions = ClassUtils.isPresent(
				"org.springframework.transaction.support.TransactionSynchronizationManager",
				CommitBoundary.class.getClassLoader());
		return transactions ? new SpringCommitBoundary() : (committed, rolledBack) -> false;
	}

}
