package dev.scheduling.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.JobsNotEnqueuedEvent;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.StoreFullException;
import dev.scheduling.testing.TestTransactionManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.event.TransactionalEventListenerFactory;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ExtendWith(OutputCaptureExtension.class)
class EnqueueInTransactionTests {

	private final JobQueueFixture fixture = new JobQueueFixture(JobQueueFixture.handler("export", Export.class));

	private final DurableJobQueue queue = this.fixture.queue;

	private final TestTransactionManager transactions = new TestTransactionManager();

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
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
			this.queue.enqueue(new Export("a"), JobOptions.defaults().delay(Duration.ofMinutes(1)));
			this.fixture.clock.advance(Duration.ofMinutes(1));
		});

		assertThat(stored()).isEmpty();
		this.fixture.clock.advance(Duration.ofMinutes(1));
		assertThat(stored()).hasSize(1);
	}

	@Test
	void j16EachQueueOfATransactionGetsOneBatch() {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
			enqueue("a");
			this.queue.enqueue(new Export("b"), JobOptions.defaults().queue("slow"));
			enqueue("c");
		});

		assertThat(this.fixture.store.calls).extracting(List::size).containsExactly(2, 1);
	}

	@Test
	void j16InnerTransactionCommitsAndRollsBackOnItsOwn() {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
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
	void j16EnqueuedInAnotherOnesAfterCommitIsStored() {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> afterCommit(() -> enqueue("a")));

		assertThat(stored()).hasSize(1);
	}

	@Test
	void j16EnqueuedBeforeAndInALaterAfterCommitAreBothStored() {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
			enqueue("before");
			afterCommit(() -> enqueue("after"));
		});

		assertThat(stored()).hasSize(2);
	}

	@Test
	void j16CallbackOfTheCommitThatWasRegisteredLaterFindsTheJob() {
		AtomicReference<Boolean> found = new AtomicReference<>();
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
			JobId id = enqueue("a");
			afterCommit(() -> found.set(this.queue.find(id).isPresent()));
		});

		assertThat(found).hasValue(true);
	}

	@Test
	void j16EnqueuedInAfterCompletionIsStoredAtOnce() {
		AtomicReference<Boolean> found = new AtomicReference<>();
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED,
				() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
					@Override
					public void afterCompletion(int status) {
						found.set(EnqueueInTransactionTests.this.queue.find(enqueue("a")).isPresent());
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
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> afterCommit(() -> {
			inTransaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW, () -> enqueue("inner"));
			assertThat(this.fixture.store.calls).hasSize(1);
		}));

		assertThat(stored()).hasSize(1);
	}

	@Test
	void j16SavepointsRollbackDoesNotDropIt() {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED,
				() -> new TransactionTemplate(this.transactions, nested()).executeWithoutResult((status) -> {
					enqueue("a");
					status.setRollbackOnly();
				}));

		assertThat(stored()).hasSize(1);
	}

	@Test
	void j16StoredThoughAnotherAfterCommitThrew() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
				afterCommit(() -> {
					throw new UnsupportedOperationException();
				});
				enqueue("a");
			}));

		assertThat(stored()).hasSize(1);
	}

	@Test
	void j16StoreThatComesBackInTimeGetsTheJobs() {
		this.fixture.store.failCalls(1, 4);

		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> enqueue("a"));

		assertThat(stored()).hasSize(1);
		assertThat(this.fixture.events).isEmpty();
	}

	@Test
	void j16StoreThatStaysAwayIsCountedLoggedAndPublishedAndNeverThrown(CapturedOutput output) {
		this.fixture.store.failCalls(1, Integer.MAX_VALUE);
		AtomicReference<JobId> id = new AtomicReference<>();

		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> id.set(enqueue("a")));

		assertThat(this.fixture.timer.paused()).isEqualTo(Duration.ofSeconds(2));
		assertThat(this.fixture.enqueuer.notEnqueued()).isOne();
		assertThat(notEnqueued()).containsExactly(new JobsNotEnqueuedEvent.NotEnqueued(id.get(), "export", true));
		assertThat(output).contains("The store did not take the jobs after the commit of a transaction:"
				+ " 1 job is not enqueued, the first being '" + id.get() + "' of 'export'");
	}

	@Test
	void j16OnlyWhatIsNotStoredIsReported() {
		this.fixture.store.failCalls(2, Integer.MAX_VALUE);
		List<JobId> ids = new ArrayList<>();

		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
			for (int i = 0; i < 501; i++) {
				ids.add(enqueue("a"));
			}
		});

		assertThat(stored()).containsExactlyElementsOf(ids.subList(0, 500));
		assertThat(this.fixture.enqueuer.notEnqueued()).isOne();
		assertThat(notEnqueued()).extracting(JobsNotEnqueuedEvent.NotEnqueued::id).containsExactly(ids.get(500));
	}

	@Test
	void j16FullStoreIsReportedAtOnceAsRefused() {
		this.fixture.store.fail(new StoreFullException("OOM", new IllegalStateException()));

		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> enqueue("a"));

		assertThat(this.fixture.timer.pauses).isEmpty();
		assertThat(notEnqueued()).singleElement().satisfies((job) -> assertThat(job.maybeStored()).isFalse());
	}

	@Test
	void j16InterruptedCallerGetsNoExceptionAndKeepsItsInterrupt() {
		this.fixture.store.failCalls(1, Integer.MAX_VALUE);

		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
			enqueue("a");
			Thread.currentThread().interrupt();
		});

		assertThat(Thread.interrupted()).isTrue();
		assertThat(notEnqueued()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("bugs")
	void j16UnexpectedFailureOfTheStoreIsNotThrownEither(Throwable bug) {
		this.fixture.store.fail(bug);

		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> enqueue("a"));

		assertThat(this.fixture.enqueuer.notEnqueued()).isOne();
		assertThat(notEnqueued()).singleElement().satisfies((job) -> assertThat(job.maybeStored()).isTrue());
	}

	@ParameterizedTest
	@MethodSource("bugs")
	void j16ListenerThatFailsIsNotThrownEither(Throwable bug, CapturedOutput output) {
		this.fixture.store.failCalls(1, Integer.MAX_VALUE);
		this.fixture.whenPublished = () -> sneakyThrow(bug);

		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> enqueue("a"));

		assertThat(output).contains("A listener of JobsNotEnqueuedEvent failed").contains("a bug");
	}

	static List<Throwable> bugs() {
		return List.of(new IllegalStateException("a bug"), new LinkageError("a bug"));
	}

	@Test
	void j16UnknownOutcomeOfTheTransactionIsPublished() {
		TransactionTemplate template = new TransactionTemplate(this.transactions);
		this.transactions.failCommit(new TransactionSystemException("connection lost"));

		assertThatExceptionOfType(TransactionSystemException.class)
			.isThrownBy(() -> template.executeWithoutResult((status) -> enqueue("a")));

		assertThat(this.fixture.store.calls).isEmpty();
		assertThat(this.fixture.enqueuer.notEnqueued()).isOne();
		assertThat(notEnqueued()).singleElement().satisfies((job) -> assertThat(job.maybeStored()).isFalse());
		assertThat(event().reason()).contains("nobody knows of the commit");
	}

	@Test
	void j2ManyJobsOfATransactionAreStoredInFullBatches() {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, () -> {
			for (int i = 0; i < 1001; i++) {
				enqueue("a");
			}
		});

		assertThat(this.fixture.store.calls).extracting(List::size).containsExactly(500, 500, 1);
	}

	@Test
	void j18PayloadThatCannotBeWrittenThrowsInsideTheTransaction() {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED,
				() -> assertThatExceptionOfType(PayloadTooLargeException.class)
					.isThrownBy(() -> enqueue("x".repeat(PayloadCodec.MAX_BYTES))));

		assertThat(this.fixture.store.calls).isEmpty();
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

	private JobsNotEnqueuedEvent event() {
		assertThat(this.fixture.events).hasSize(1);
		return (JobsNotEnqueuedEvent) this.fixture.events.get(0);
	}

	private List<JobsNotEnqueuedEvent.NotEnqueued> notEnqueued() {
		return event().jobs();
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneakyThrow(Throwable failure) throws T {
		throw (T) failure;
	}

	private JobId enqueue(String region) {
		return this.queue.enqueue(new Export(region));
	}

	private List<JobId> stored() {
		return this.fixture.fetch("default").stream().map(FetchedJob::lease).map((lease) -> lease.id()).toList();
	}

	private void inTransaction(int propagation, Runnable work) {
		TransactionTemplate template = new TransactionTemplate(this.transactions);
		template.setPropagationBehavior(propagation);
		template.executeWithoutResult((status) -> work.run());
	}

	private static TransactionDefinition requiresNew() {
		return new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	private static TransactionDefinition nested() {
		return new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED);
	}

	private static void afterCommit(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				action.run();
			}
		});
	}

	record Export(String region) {

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
