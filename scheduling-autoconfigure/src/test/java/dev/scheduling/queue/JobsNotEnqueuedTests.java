package dev.scheduling.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobsNotEnqueuedEvent;
import dev.scheduling.store.StoreFullException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of the jobs of a committed transaction that the store does not take.
 */
@ExtendWith(OutputCaptureExtension.class)
class JobsNotEnqueuedTests extends TransactionFixture {

	@Test
	void j16StoreThatComesBackInTimeGetsTheJobs() {
		this.fixture.store.failCalls(1, 4);

		inTransaction(() -> enqueue("a"));

		assertThat(stored()).hasSize(1);
		assertThat(this.fixture.events).isEmpty();
	}

	@Test
	void j16StoreThatStaysAwayIsCountedLoggedAndPublishedAndNeverThrown(CapturedOutput output) {
		this.fixture.store.failCalls(1, Integer.MAX_VALUE);
		AtomicReference<JobId> id = new AtomicReference<>();

		inTransaction(() -> id.set(enqueue("a")));

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

		inTransaction(() -> {
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

		inTransaction(() -> enqueue("a"));

		assertThat(this.fixture.timer.pauses).isEmpty();
		assertThat(notEnqueued()).singleElement().satisfies((job) -> assertThat(job.maybeStored()).isFalse());
	}

	@Test
	void j16InterruptedCallerGetsNoExceptionAndKeepsItsInterrupt() {
		this.fixture.store.failCalls(1, Integer.MAX_VALUE);

		inTransaction(() -> {
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

		inTransaction(() -> enqueue("a"));

		assertThat(this.fixture.enqueuer.notEnqueued()).isOne();
		assertThat(notEnqueued()).singleElement().satisfies((job) -> assertThat(job.maybeStored()).isTrue());
	}

	@ParameterizedTest
	@MethodSource("bugs")
	void j16ListenerThatFailsIsNotThrownEither(Throwable bug, CapturedOutput output) {
		this.fixture.store.failCalls(1, Integer.MAX_VALUE);
		this.fixture.whenPublished = () -> sneakyThrow(bug);

		inTransaction(() -> enqueue("a"));

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

}
