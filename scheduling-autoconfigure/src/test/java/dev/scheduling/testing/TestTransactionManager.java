package dev.scheduling.testing;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A transaction manager with Spring's whole life cycle and no resource behind it.
 */
public final class TestTransactionManager extends AbstractPlatformTransactionManager {

	private static final Object KEY = TestTransactionManager.class;

	private @Nullable RuntimeException commitFailure;

	public TestTransactionManager() {
		setNestedTransactionAllowed(true);
	}

	/**
	 * Makes commits fail in a way that leaves open whether they happened.
	 * @param failure what they throw
	 */
	public void failCommit(RuntimeException failure) {
		this.commitFailure = failure;
	}

	@Override
	protected Object doGetTransaction() {
		return new Savepoints();
	}

	@Override
	protected boolean isExistingTransaction(Object transaction) {
		return TransactionSynchronizationManager.hasResource(KEY);
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		TransactionSynchronizationManager.bindResource(KEY, transaction);
	}

	@Override
	protected Object doSuspend(Object transaction) {
		return TransactionSynchronizationManager.unbindResource(KEY);
	}

	@Override
	protected void doResume(@Nullable Object transaction, Object suspended) {
		TransactionSynchronizationManager.bindResource(KEY, suspended);
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		if (this.commitFailure != null) {
			throw this.commitFailure;
		}
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
	}

	@Override
	protected void doSetRollbackOnly(DefaultTransactionStatus status) {
		status.setRollbackOnly();
	}

	@Override
	protected void doCleanupAfterCompletion(Object transaction) {
		TransactionSynchronizationManager.unbindResource(KEY);
	}

	private static final class Savepoints implements SavepointManager {

		@Override
		public Object createSavepoint() {
			return new Object();
		}

		@Override
		public void rollbackToSavepoint(Object savepoint) {
		}

		@Override
		public void releaseSavepoint(Object savepoint) {
		}

	}

}
