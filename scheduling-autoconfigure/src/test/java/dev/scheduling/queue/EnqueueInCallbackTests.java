package dev.scheduling.queue;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.scheduling.job.JobId;
import dev.scheduling.store.FetchedJob;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.event.TransactionalEventListenerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Jobs that are enqueued by what runs before, at or after the end of a transaction.
 */
class EnqueueInCallbackTests extends TransactionFixture {

	@Test
	void j16EnqueuedInAnotherOnesAfterCommitIsStored() {
		inTransaction(() -> afterCommit(() -> enqueue("a")));

		assertThat(stored()).hasSize(1);
	}

	@Test
	void j16EnqueuedBeforeAndInALaterAfterCommitAreBothStored() {
		inTransaction(() -> {
			enqueue("before");
			afterCommit(() -> enqueue("after"));
		});

		assertThat(stored()).hasSize(2);
	}

	@Test
	void j16CallbackOfTheCommitThatWasRegisteredLaterFindsTheJob() {
		AtomicReference<Boolean> found = new AtomicReference<>();
		inTransaction(() -> {
			JobId id = enqueue("a");
			afterCommit(() -> found.set(this.queue.find(id).isPresent()));
		});

		assertThat(found).hasValue(true);
	}

	@Test
	void j16EnqueuedInAfterCompletionIsStoredAtOnce() {
		AtomicReference<Boolean> found = new AtomicReference<>();
		inTransaction(() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCompletion(int status) {
				found.set(EnqueueInCallbackTests.this.queue.find(enqueue("a")).isPresent());
			}
		}));

		assertThat(found).hasValue(true);
	}

	@Test
	void j16EnqueuedInATransactionalEventListenerOfAnyPhaseIsStoredOnce() {
		publishInTransaction(false);

		assertThat(regions()).containsExactlyInAnyOrder("before commit", "after commit", "after completion");
	}

	@Test
	void j16RollbackDropsWhatIsEnqueuedBeforeItAndNotWhatIsEnqueuedAfterIt() {
		publishInTransaction(true);

		assertThat(regions()).containsExactlyInAnyOrder("after rollback", "after completion");
	}

	@Test
	void j16TransactionOfATransactionalEventListenerHasItsOwnCommit() {
		inTransaction(() -> afterCommit(() -> {
			inTransaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW, () -> enqueue("inner"));
			assertThat(this.fixture.store.calls).hasSize(1);
		}));

		assertThat(stored()).hasSize(1);
	}

	@Test
	void j16StoredThoughAnotherAfterCommitThrew() {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> inTransaction(() -> {
			afterCommit(() -> {
				throw new UnsupportedOperationException();
			});
			enqueue("a");
		}));

		assertThat(stored()).hasSize(1);
	}

	private void publishInTransaction(boolean rollback) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(TransactionalEventListenerFactory.class);
			context.registerBean(Listener.class, () -> new Listener(this.queue));
			context.refresh();

			new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
				context.publishEvent("signed up");
				if (rollback) {
					enqueue("dropped");
					status.setRollbackOnly();
				}
			});
		}
	}

	private List<String> regions() {
		return this.fixture.fetch("default").stream().map(this::region).toList();
	}

	private String region(FetchedJob job) {
		try {
			Export export = (Export) this.fixture.payloads.read(this.fixture.envelope(job).payload(), Export.class);
			return export.region();
		}
		catch (UnreadableEnvelopeException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static class Listener {

		private final DurableJobQueue queue;

		Listener(DurableJobQueue queue) {
			this.queue = queue;
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void beforeCommit(String event) {
			this.queue.enqueue(new Export("before commit"));
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
		void afterRollback(String event) {
			this.queue.enqueue(new Export("after rollback"));
		}

		@TransactionalEventListener
		void afterCommit(String event) {
			this.queue.enqueue(new Export("after commit"));
		}

		@TransactionalEventListener(phase = TransactionPhase.AFTER_COMPLETION)
		void afterCompletion(String event) {
			this.queue.enqueue(new Export("after completion"));
		}

	}

}
