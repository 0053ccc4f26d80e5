package dev.scheduling.background;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;

import dev.scheduling.testing.TestTransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class BackgroundTasksInTransactionTests {

	private final InProcessExecutor executor = new InProcessExecutor("test-", 1, 2, false, "test.queue-capacity");

	private final LongRunWarning longRuns = new LongRunWarning(Duration.ZERO, System::nanoTime);

	private final InProcessBackgroundTasks background = new InProcessBackgroundTasks(this.executor, this.longRuns,
			false);

	private final TestTransactionManager transactions = new TestTransactionManager();

	private final Queue<String> ran = new ConcurrentLinkedQueue<>();

	@AfterEach
	void stop() {
		this.executor.shutdown(Duration.ZERO);
		this.longRuns.close();
	}

	@Test
	void b3StartsAfterCommit() {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
			add("task");
			assertThat(this.executor.queued()).isOne();
			assertThat(this.executor.running()).isZero();
		});

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("task");
	}

	@Test
	void b3RollbackDropsAndGivesThePlaceBack() {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			add("task");
			status.setRollbackOnly();
		});

		assertThat(isIdle()).isTrue();
		assertThat(this.ran).isEmpty();
	}

	@Test
	void b3AddedDuringAfterCommitOfAnotherStillRuns() {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED,
				() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
					@Override
					public void afterCommit() {
						add("task");
					}
				}));

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("task");
	}

	@Test
	void b3AddedDuringAfterCompletionRunsAtOnce() {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED,
				() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
					@Override
					public void afterCompletion(int status) {
						add("task");
					}
				}));

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("task");
	}

	@Test
	void b3RunsThoughAnotherAfterCommitThrew() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
					@Override
					public void afterCommit() {
						throw new UnsupportedOperationException();
					}
				});
				add("task");
			}));

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("task");
	}

	@Test
	void b3SupportsWithoutATransactionRunsAtOnce() {
		inTransaction(TransactionDefinition.PROPAGATION_SUPPORTS, () -> {
			assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isTrue();
			add("task");
			await().untilAsserted(() -> assertThat(this.ran).containsExactly("task"));
		});
	}

	@Test
	void b3InnerTransactionCommitsOnItsOwn() {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			add("outer");
			inTransaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW, () -> add("inner"));
			await().untilAsserted(() -> assertThat(this.ran).containsExactly("inner"));
			status.setRollbackOnly();
		});

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("inner");
	}

	@Test
	void b3SavepointsRollbackDropsNothing() {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED,
				() -> new TransactionTemplate(this.transactions,
						new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED))
					.executeWithoutResult((status) -> {
						add("task");
						status.setRollbackOnly();
					}));

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("task");
	}

	@Test
	void b3UnknownOutcomeOfTheTransactionDrops() {
		this.transactions.failCommit(new TransactionSystemException("connection lost"));

		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> add("task")));

		assertThat(isIdle()).isTrue();
		assertThat(this.ran).isEmpty();
	}

	@Test
	void b3InARequestRollbackDropsOnlyWhatTheTransactionAdded() {
		RequestTasks request = new RequestTasks(false);
		this.background.bind(request);
		add("before it");
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			add("in transaction");
			status.setRollbackOnly();
		});
		this.background.bind(null);

		this.background.startAll(request);

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("before it");
	}

	@Test
	void b3InARequestJoinsItsListAtCommit() {
		RequestTasks request = new RequestTasks(false);
		this.background.bind(request);

		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
			add("in transaction");
			assertThat(request.isEmpty()).isTrue();
		});
		add("after it");
		this.background.bind(null);

		await().during(Duration.ofMillis(50)).until(() -> this.ran.isEmpty() && this.executor.queued() == 2);
		this.background.startAll(request);
		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("in transaction", "after it");
	}

	@Test
	void b3CommitAfterTheRequestHasFinishedStartsAtOnce() {
		RequestTasks request = new RequestTasks(false);

		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
			this.background.bind(request);
			add("task");
			this.background.bind(null);
			this.background.startAll(request);
		});

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("task");
	}

	@Test
	void b5FullQueueRejectsInsideTheTransactionAndNeverAtItsCommit() {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
			add("1");
			add("2");
			add("3");
			assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> add("4"));
		});

		await().until(this::isIdle);
		assertThat(this.ran).containsExactly("1", "2", "3");
	}

	@Test
	void b5CommitAfterShutdownDoesNotThrow() {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
			add("task");
			this.executor.shutdown(Duration.ZERO);
		});

		assertThat(this.ran).isEmpty();
	}

	private void add(String name) {
		this.background.add(name, () -> this.ran.add(name));
	}

	private void inTransaction(int propagation, Runnable work) {
		TransactionTemplate template = new TransactionTemplate(this.transactions);
		template.setPropagationBehavior(propagation);
		template.executeWithoutResult((status) -> work.run());
	}

	private boolean isIdle() {
		return this.executor.taken() == 0;
	}

}
