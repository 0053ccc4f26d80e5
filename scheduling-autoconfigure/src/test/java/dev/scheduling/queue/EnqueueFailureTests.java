package dev.scheduling.queue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.scheduling.job.JobId;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.StoreFullException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Enqueueing while the store fails, is full or does not answer.
 */
class EnqueueFailureTests {

	private final JobQueueFixture fixture = new JobQueueFixture(JobQueueFixture.handler("export-data", Export.class));

	private final DurableJobQueue queue = this.fixture.queue;

	@Test
	void j2FailurePartWaySaysOfEachIdWhatBecameOfIt() {
		this.fixture.store.failCalls(2, Integer.MAX_VALUE);
		List<Export> payloads = IntStream.range(0, 1200).mapToObj((i) -> new Export("region" + i)).toList();

		EnqueueFailedException failure = assertThatExceptionOfType(EnqueueFailedException.class)
			.isThrownBy(() -> this.queue.enqueueAll(payloads))
			.withMessage("Of 1200 jobs 500 are stored, 200 are not, of 500 it is unknown: no answer")
			.actual();

		List<EnqueueOutcome> outcomes = List.copyOf(failure.outcomes().values());
		assertThat(outcomes.subList(0, 500)).containsOnly(EnqueueOutcome.STORED);
		assertThat(outcomes.subList(500, 1000)).containsOnly(EnqueueOutcome.UNKNOWN);
		assertThat(outcomes.subList(1000, 1200)).containsOnly(EnqueueOutcome.REFUSED);
		assertThat(this.fixture.fetch("default")).extracting((job) -> job.lease().id())
			.containsExactlyElementsOf(List.copyOf(failure.outcomes().keySet()).subList(0, 500));
	}

	@Test
	void j2TakenIdIsReported() {
		this.fixture.store.failCalls(1, 1);
		this.fixture.timer.duringPause = () -> this.fixture.store.calls.get(0)
			.forEach(
					(job) -> this.fixture.memory.enqueue("default", List.of(NewJob.ready(job.id(), new byte[] { 9 }))));

		assertThatExceptionOfType(EnqueueFailedException.class).isThrownBy(() -> this.queue.enqueue(new Export("EMEA")))
			.withMessageContaining("another job has the id")
			.satisfies((ex) -> assertThat(ex.outcomes().values()).containsExactly(EnqueueOutcome.REFUSED));
	}

	@Test
	void j1LostAnswersAreAskedForAgainWithTheSameIdsAndGiveOneJob() {
		this.fixture.store.loseAnswers(1, 3);

		JobId id = this.queue.enqueue(new Export("EMEA"));

		assertThat(this.fixture.store.calls).hasSize(4);
		assertThat(this.fixture.store.calls).allSatisfy((call) -> assertThat(call.get(0).id()).isEqualTo(id));
		assertThat(this.fixture.fetch("default")).hasSize(1);
	}

	@Test
	void j21TriesForASecondSoThatTheLastTryEndsWithinTwo() {
		this.fixture.store.failCalls(1, Integer.MAX_VALUE);

		assertThatExceptionOfType(EnqueueFailedException.class).isThrownBy(() -> this.queue.enqueue(new Export("EMEA")))
			.satisfies((ex) -> assertThat(ex.outcomes().values()).containsExactly(EnqueueOutcome.UNKNOWN));
		assertThat(this.fixture.timer.paused()).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.fixture.timer.pauses).startsWith(Duration.ofMillis(50), Duration.ofMillis(100));
		assertThat(this.fixture.store.calls).hasSizeBetween(6, 12);
	}

	@Test
	void j21CallThatUsedUpTheTimeIsNotRepeated() {
		this.fixture.store.failCalls(1, Integer.MAX_VALUE);
		FaultyJobStore store = this.fixture.store;
		this.fixture.timer.duringPause = () -> this.fixture.timer.advance(Duration.ofSeconds(3));

		assertThatExceptionOfType(EnqueueFailedException.class)
			.isThrownBy(() -> this.queue.enqueue(new Export("EMEA")));
		assertThat(store.calls).hasSize(2);
	}

	@Test
	void j21FullStoreIsReportedAtOnceAsRefused() {
		this.fixture.store.fail(new StoreFullException("OOM", new IllegalStateException()));

		assertThatExceptionOfType(EnqueueFailedException.class).isThrownBy(() -> this.queue.enqueue(new Export("EMEA")))
			.satisfies((ex) -> assertThat(ex.outcomes().values()).containsExactly(EnqueueOutcome.REFUSED));
		assertThat(this.fixture.timer.pauses).isEmpty();
	}

	@Test
	void interruptEndsTheRetryAndStays() {
		this.fixture.store.failCalls(1, Integer.MAX_VALUE);
		Thread.currentThread().interrupt();

		assertThatExceptionOfType(EnqueueFailedException.class)
			.isThrownBy(() -> this.queue.enqueue(new Export("EMEA")));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.fixture.store.calls).hasSize(1);
	}

	record Export(String region) {

	}

}
