package dev.scheduling.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Follows Spring's transactions. Both conditions are needed: a method with
 * {@code SUPPORTS} has synchronization without a transaction, and after completion the
 * transaction still shows as active while synchronization has ended.
 *
 * @param <T> what is collected
 */
final class SpringCommitBoundary<T> implements CommitBoundary<T> {

	private final TransactionEnd<T> end;

	SpringCommitBoundary(TransactionEnd<T> end) {
		this.end = end;
	}

	@Override
	public boolean add(T item) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			return false;
		}
		current().orElseGet(this::join).items.add(item);
		return true;
	}

	@SuppressWarnings("unchecked") // those of this boundary hold what it collects
	private Optional<Collection> current() {
		return TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter((synchronization) -> synchronization instanceof SpringCommitBoundary<?>.Collection collection
					&& collection.isOf(this))
			.map((synchronization) -> (Collection) synchronization)
			.findFirst();
	}

	private Collection join() {
		Collection joined = new Collection();
		TransactionSynchronizationManager.registerSynchronization(joined);
		return joined;
	}

	/**
	 * What one transaction has collected. Registered while another one's
	 * {@code afterCommit} runs, it only sees {@code afterCompletion}, and so does what is
	 * added after its own {@code afterCommit}; each of the two calls hands over what is
	 * there.
	 */
	private final class Collection implements TransactionSynchronization {

		private final List<T> items = new ArrayList<>();

		private boolean isOf(SpringCommitBoundary<?> boundary) {
			return boundary == SpringCommitBoundary.this;
		}

		@Override
		public void afterCommit() {
			handOverCommitted();
		}

		@Override
		public void afterCompletion(int status) {
			if (status == STATUS_COMMITTED) {
				handOverCommitted();
			}
			else {
				SpringCommitBoundary.this.end.notCommitted(List.copyOf(this.items), status == STATUS_UNKNOWN);
			}
		}

		private void handOverCommitted() {
			List<T> collected = List.copyOf(this.items);
			this.items.clear();
			if (!collected.isEmpty()) {
				SpringCommitBoundary.this.end.committed(collected);
			}
		}

	}

}
