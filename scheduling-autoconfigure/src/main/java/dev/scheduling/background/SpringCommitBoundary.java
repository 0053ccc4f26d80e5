package dev.scheduling.background;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Follows Spring's transactions. Both conditions are needed: a method with
 * {@code SUPPORTS} has synchronization without a transaction, and after completion the
 * transaction still shows as active while synchronization has ended.
 */
final class SpringCommitBoundary implements CommitBoundary {

	@Override
	public boolean defer(Runnable committed, Runnable rolledBack) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			return false;
		}
		TransactionSynchronizationManager.registerSynchronization(new EndOfTransaction(committed, rolledBack));
		return true;
	}

	/**
	 * Registered while another one's {@code afterCommit} runs, it only sees
	 * {@code afterCompletion}; so it acts in whichever comes first.
	 */
	private static final class EndOfTransaction implements TransactionSynchronization {

		private final Runnable committed;

		private final Runnable rolledBack;

		private boolean ended;

		private EndOfTransaction(Runnable committed, Runnable rolledBack) {
			this.committed = committed;
			this.rolledBack = rolledBack;
		}

		@Override
		public void afterCommit() {
			end(this.committed);
		}

		@Override
		public void afterCompletion(int status) {
			end((status == STATUS_COMMITTED) ? this.committed : this.rolledBack);
		}

		private void end(Runnable action) {
			if (!this.ended) {
				this.ended = true;
				action.run();
			}
		}

	}

}
