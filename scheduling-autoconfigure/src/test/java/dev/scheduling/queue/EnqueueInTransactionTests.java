package dev.scheduling.queue;

import java.time.Duration;
import java.util.List;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobOptions;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EnqueueInTransactionTests extends TransactionFixture {

	@Test
	void j16JobsOfATransactionAreStoredAfterItsCommitInOneCall() {
		List<JobId> ids = new TransactionTemplate(this.transactions).execute((status) -> {
			List<JobId> promised = List.of(enqueue("a"), enqueue("b"),
					this.queue.enqueueAll(List.of(new Export("c"))).get(0));
			assertThat(this.fixture.store.calls).isEmpty();
			return promised;
		});

		assertThat(this.fixture.store.calls).hasSize(1);
		assertThat(stored()).containsExactlyElementsOf(ids);
	}

	@Test
	void j16UntilTheCommitFindIsEmptyAndAwaitThrows() {
		JobId id = new TransactionTemplate(this.transactions).execute((status) -> {
			JobId promised = enqueue("a");
			assertThat(this.queue.find(promised)).isEmpty();
			assertThat(this.queue.result(promised, String.class)).isEmpty();
			assertThat(this.queue.cancel(promised)).isFalse();
			assertThatIllegalArgumentException().isThrownBy(() -> this.queue.await(promised, Duration.ofHours(1)))
				.withMessageContaining("its transaction has not committed yet");
			return promised;
		});

		assertThat(this.queue.find(id)).isPresent();
	}

	@Test
	void j16RollbackLeavesNothing() {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			enqueue("a");
			status.setRollbackOnly();
		});

		assertThat(this.fixture.store.calls).isEmpty();
		assertThat(this.fixture.events).isEmpty();
	}

	@Test
	void j16OutsideTransactionIsStoredAtOnceWhateverBecomesOfIt() {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			JobId id = this.queue.enqueue(new Export("a"), JobOptions.defaults().outsideTransaction());
			assertThat(this.queue.find(id)).isPresent();
			status.setRollbackOnly();
		});

		assertThat(stored()).hasSize(1);
	}

	@Test
	void j16SupportsWithoutATransactionIsStoredAtOnce() {
		inTransaction(TransactionDefinition.PROPAGATION_SUPPORTS, () -> {
			assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isTrue();
			assertThat(this.queue.find(enqueue("a"))).isPresent();
		});
	}

	@Test
	void j16SuspendedTransactionDoesNotHoldBackWhatIsEnqueuedMeanwhile() {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			enqueue("outer");
			inTransaction(TransactionDefinition.PROPAGATION_NOT_SUPPORTED, () -> enqueue("meanwhile"));
			assertThat(stored()).hasSize(1);
			status.setRollbackOnly();
		});

		assertThat(this.fixture.store.calls).hasSize(1);
	}

	@Test
	void j16DelayCountsFromTheCommit() {
		inTransaction(() -> {
			this.queue.enqueue(new Export("a"), JobOptions.defaults().delay(Duration.ofMinutes(1)));
			this.fixture.clock.advance(Duration.ofMinutes(1));
		});

		assertThat(stored()).isEmpty();
		this.fixture.clock.advance(Duration.ofMinutes(1));
		assertThat(stored()).hasSize(1);
	}

	@Test
	void j16EachQueueOfATransactionGetsOneBatch() {
		inTransaction(() -> {
			enqueue("a");
			this.queue.enqueue(new Export("b"), JobOptions.defaults().queue("slow"));
			enqueue("c");
		});

		assertThat(this.fixture.store.calls).extracting(List::size).containsExactly(2, 1);
	}

	@Test
	void j16InnerTransactionCommitsAndRollsBackOnItsOwn() {
		inTransaction(() -> {
			enqueue("outer");
			inTransaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW, () -> enqueue("inner"));
			assertThat(stored()).hasSize(1);
			new TransactionTemplate(this.transactions, requiresNew()).executeWithoutResult((status) -> {
				enqueue("dropped");
				status.setRollbackOnly();
			});
		});

		assertThat(stored()).hasSize(1);
		assertThat(this.fixture.store.calls).hasSize(2);
	}

	@Test
	void j16OuterRollbackLeavesTheInnerOne() {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			enqueue("outer");
			inTransaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW, () -> enqueue("inner"));
			status.setRollbackOnly();
		});

		assertThat(stored()).hasSize(1);
	}

	@Test
	void j16SavepointsRollbackDoesNotDropIt() {
		inTransaction(() -> new TransactionTemplate(this.transactions, nested()).executeWithoutResult((status) -> {
			enqueue("a");
			status.setRollbackOnly();
		}));

		assertThat(stored()).hasSize(1);
	}

	@Test
	void j2ManyJobsOfATransactionAreStoredInFullBatches() {
		inTransaction(() -> {
			for (int i = 0; i < 1001; i++) {
				enqueue("a");
			}
		});

		assertThat(this.fixture.store.calls).extracting(List::size).containsExactly(500, 500, 1);
	}

	@Test
	void j18PayloadThatCannotBeWrittenThrowsInsideTheTransaction() {
		inTransaction(() -> assertThatExceptionOfType(PayloadTooLargeException.class)
			.isThrownBy(() -> enqueue("x".repeat(PayloadCodec.MAX_BYTES))));

		assertThat(this.fixture.store.calls).isEmpty();
	}

	private static TransactionDefinition requiresNew() {
		return new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	private static TransactionDefinition nested() {
		return new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED);
	}

}
