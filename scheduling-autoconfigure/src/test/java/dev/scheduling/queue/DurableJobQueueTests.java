package dev.scheduling.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobOptions;
import dev.scheduling.job.JobState;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.JobCompletion.Died;
import dev.scheduling.store.JobCompletion.Succeeded;
import dev.scheduling.store.JobLease;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.StoreFullException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DurableJobQueueTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final JobQueueFixture fixture = new JobQueueFixture(JobQueueFixture.handler("export-data", Export.class),
			JobQueueFixture.handler("send-mail", String.class), JobQueueFixture.handler("shout", String.class),
			JobQueueFixture.handler("tidy", null));

	private final DurableJobQueue queue = this.fixture.queue;

	@Test
	void j1EnqueuedByTypeIsStoredForTheHandlerOfThatClass() throws Exception {
		JobId id = this.queue.enqueue(new Export("EMEA"));

		FetchedJob job = this.fixture.fetch("default").get(0);
		JobEnvelope envelope = this.fixture.envelope(job);
		assertThat(job.lease().id()).isEqualTo(id);
		assertThat(envelope.handler()).isEqualTo("export-data");
		assertThat(envelope.enqueuedAt()).isEqualTo(this.fixture.clock.instant());
		assertThat(envelope.payload()).isEqualTo("{\"region\":\"EMEA\"}".getBytes(StandardCharsets.UTF_8));
		assertThat(envelope.maxAttempts()).isNull();
		assertThat(envelope.timeout()).isNull();
		assertThat(envelope.retention()).isNull();
	}

	@Test
	void enqueuesByNameAlsoForAHandlerOfAnotherApplication() throws Exception {
		this.queue.enqueue("elsewhere", Map.of("a", 1), JobOptions.defaults());
		this.queue.enqueue("tidy", null, JobOptions.defaults());

		List<FetchedJob> jobs = this.fixture.fetch("default");
		assertThat(this.fixture.envelope(jobs.get(0)).handler()).isEqualTo("elsewhere");
		assertThat(this.fixture.envelope(jobs.get(1)).payload()).isNull();
	}

	@Test
	void optionsGoToTheWorkerAndToTheStore() throws Exception {
		JobOptions options = JobOptions.defaults()
			.queue("slow")
			.maxAttempts(2)
			.timeout(Duration.ofSeconds(3))
			.retention(Duration.ZERO)
			.delay(Duration.ofMinutes(1));

		JobId id = this.queue.enqueue(new Export("EMEA"), options);

		assertThat(id.queue()).isEqualTo("slow");
		assertThat(this.queue.find(id).orElseThrow().dueAt()).isEqualTo("2026-11-23T12:01:00Z");
		assertThat(this.fixture.fetch("slow")).isEmpty();
		this.fixture.clock.advance(Duration.ofMinutes(1));
		JobEnvelope envelope = this.fixture.envelope(this.fixture.fetch("slow").get(0));
		assertThat(envelope.maxAttempts()).isEqualTo(2);
		assertThat(envelope.timeout()).isEqualTo(Duration.ofSeconds(3));
		assertThat(envelope.retention()).isZero();
	}

	@Test
	void j3RunAtIsKept() {
		JobId id = this.queue.enqueue(new Export("EMEA"),
				JobOptions.defaults().runAt(this.fixture.clock.instant().plus(HOUR)));

		assertThat(this.queue.find(id)).get()
			.extracting(Job::state, Job::dueAt)
			.containsExactly(JobState.SCHEDULED, this.fixture.clock.instant().plus(HOUR));
	}

	@Test
	void classThatTellsNoHandlerIsRefusedWithTheKnownOnesAndTheCallByName() {
		assertThatExceptionOfType(NoHandlerException.class).isThrownBy(() -> this.queue.enqueue("text")).withMessage("""
				The payload's class java.lang.String does not tell which handler is meant: not exactly one takes \
				exactly this class, or it is a text, a number, a map, a collection, an array or a generic type.
				Known handlers:
				    export-data(DurableJobQueueTests.Export)
				    send-mail(String)
				    shout(String)
				    tidy()
				Enqueue by name: jobQueue.enqueue("send-mail", payload, JobOptions.defaults())""");
	}

	@Test
	void subclassesMapsAndCollectionsAreEnqueuedByName() {
		JobQueueFixture broad = new JobQueueFixture(JobQueueFixture.handler("base", Base.class),
				JobQueueFixture.handler("list", ArrayList.class), JobQueueFixture.handler("number", Integer.class),
				JobQueueFixture.handler("box", Box.class));

		for (Object payload : List.of(new Sub(), new ArrayList<>(), 1, Map.of(), new Box<>(1))) {
			assertThatExceptionOfType(NoHandlerException.class).isThrownBy(() -> broad.queue.enqueue(payload));
		}
		assertThat(broad.queue.enqueue(new Base())).isNotNull();
		assertThat(broad.queue.enqueue("base", new Sub(), JobOptions.defaults())).isNotNull();
	}

	@Test
	void payloadThatTheNamedHandlerCannotTakeIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.queue.enqueue("export-data", "text", JobOptions.defaults()))
			.withMessage("The handler 'export-data' (application code) takes a "
					+ "dev.scheduling.queue.DurableJobQueueTests$Export, but got a java.lang.String");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.queue.enqueue("export-data", null, JobOptions.defaults()))
			.withMessageEndingWith("but got null");
		assertThatIllegalArgumentException().isThrownBy(() -> this.queue.enqueue("tidy", 1, JobOptions.defaults()))
			.withMessage("The handler 'tidy' (application code) takes no payload, but got a java.lang.Integer; "
					+ "enqueue null");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.queue.enqueue("exportData", null, JobOptions.defaults()))
			.withMessageStartingWith("'exportData' is no name of a handler");
	}

	@Test
	void j18OversizeIsRefusedBeforeAnythingIsSent() {
		List<Export> payloads = List.of(new Export("EMEA"), new Export("x".repeat(PayloadCodec.MAX_BYTES)));

		assertThatExceptionOfType(PayloadTooLargeException.class).isThrownBy(() -> this.queue.enqueueAll(payloads));
		assertThat(this.fixture.store.calls).isEmpty();
	}

	@Test
	void j2BatchIsSplitAtTheNumberOfJobsAndKeepsItsOrder() {
		List<Export> payloads = IntStream.range(0, 1001).mapToObj((i) -> new Export("region" + i)).toList();

		List<JobId> ids = this.queue.enqueueAll(payloads);

		assertThat(this.fixture.store.calls).extracting(List::size).containsExactly(500, 500, 1);
		assertThat(stored()).isEqualTo(ids).doesNotHaveDuplicates();
	}

	@Test
	void j2BatchIsSplitAtItsBytes() {
		List<Export> payloads = Collections.nCopies(40, new Export("x".repeat(200_000)));

		this.queue.enqueueAll("export-data", payloads);

		assertThat(this.fixture.store.calls).extracting(List::size).containsExactly(20, 20);
		assertThat(this.fixture.store.calls)
			.allSatisfy((call) -> assertThat(call.stream().mapToInt((job) -> job.envelope().length).sum())
				.isLessThanOrEqualTo(JobStore.MAX_BATCH_BYTES));
	}

	@Test
	void j2EmptyBatchSendsNothing() {
		assertThat(this.queue.enqueueAll(List.of())).isEmpty();
		assertThat(this.fixture.store.calls).isEmpty();
	}

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
	void j21GivesUpAfterTwoSeconds() {
		this.fixture.store.failCalls(1, Integer.MAX_VALUE);

		assertThatExceptionOfType(EnqueueFailedException.class).isThrownBy(() -> this.queue.enqueue(new Export("EMEA")))
			.satisfies((ex) -> assertThat(ex.outcomes().values()).containsExactly(EnqueueOutcome.UNKNOWN));
		assertThat(this.fixture.timer.paused()).isEqualTo(Duration.ofSeconds(2));
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

	@Test
	void findShowsTheJobFromQueuedToSucceeded() {
		JobId id = this.queue.enqueue(new Export("EMEA"));
		assertThat(this.queue.find(id)).get()
			.extracting(Job::name, Job::queue, Job::state, Job::attempt, Job::enqueuedAt)
			.containsExactly("export-data", "default", JobState.QUEUED, 1, this.fixture.clock.instant());

		JobLease lease = this.fixture.fetch("default").get(0).lease();
		assertThat(this.queue.find(id)).get()
			.extracting(Job::state, Job::worker)
			.containsExactly(JobState.RUNNING, "worker");

		this.fixture.complete(new Succeeded(lease, this.fixture.payloads.write(new Export("done")), HOUR));
		assertThat(this.queue.find(id)).get()
			.extracting(Job::state, Job::attempt)
			.containsExactly(JobState.SUCCEEDED, 1);
		assertThat(this.queue.result(id, Export.class)).contains(new Export("done"));
	}

	@Test
	void deadJobShowsItsLastAttempt() {
		JobId id = this.queue.enqueue(new Export("EMEA"));
		this.fixture.complete(new Died(this.fixture.fetch("default").get(0).lease(), "boom", HOUR));

		assertThat(this.queue.find(id)).get()
			.extracting(Job::state, Job::attempt, Job::lastError)
			.containsExactly(JobState.DEAD, 1, "boom");
		assertThat(this.queue.result(id, Export.class)).isEmpty();
	}

	@Test
	void j17JobOfANewerVersionIsFoundAllTheSame() {
		JobId id = JobId.of("0", "default");
		this.fixture.memory.enqueue("default", List.of(NewJob.ready(id, new byte[] { 99 })));

		assertThat(this.queue.find(id)).get()
			.extracting(Job::name, Job::state)
			.containsExactly("unreadable", JobState.QUEUED);
	}

	@Test
	void resultOfAnotherTypeIsRefusedAndNoResultIsEmpty() {
		JobId text = this.queue.enqueue("send-mail", "a", JobOptions.defaults());
		JobId nothing = this.queue.enqueue("tidy", null, JobOptions.defaults());
		List<FetchedJob> jobs = this.fixture.fetch("default");
		this.fixture.complete(new Succeeded(jobs.get(0).lease(), this.fixture.payloads.write("sent"), HOUR));
		this.fixture.complete(new Succeeded(jobs.get(1).lease(), null, HOUR));

		assertThat(this.queue.result(text, String.class)).contains("sent");
		assertThatIllegalArgumentException().isThrownBy(() -> this.queue.result(text, Export.class));
		assertThat(this.queue.result(nothing, String.class)).isEmpty();
		assertThat(this.queue.result(new JobId("no such/id"), String.class)).isEmpty();
	}

	@Test
	void awaitReturnsTheFinishedJobAndPausesLongerEachTime() {
		JobId id = this.queue.enqueue(new Export("EMEA"));
		this.fixture.timer.duringPause = () -> {
			if (this.fixture.timer.pauses.size() == 8) {
				this.fixture.complete(new Succeeded(this.fixture.fetch("default").get(0).lease(), null, HOUR));
			}
		};

		assertThat(this.queue.await(id, Duration.ofMinutes(1)).state()).isEqualTo(JobState.SUCCEEDED);
		assertThat(this.fixture.timer.pauses).extracting(Duration::toMillis)
			.containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 250L, 250L);
	}

	@Test
	void awaitEndsWithItsTime() {
		JobId id = this.queue.enqueue(new Export("EMEA"));

		assertThatIllegalStateException().isThrownBy(() -> this.queue.await(id, Duration.ofSeconds(1)))
			.withMessage("Job '%s' (export-data) is QUEUED; it has not ended within PT1S".formatted(id));
		assertThat(this.fixture.timer.paused()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void awaitThrowsAtOnceForAnUnknownJob() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.queue.await(new JobId("nothing"), Duration.ofMinutes(1)))
			.withMessageStartingWith("There is no job 'nothing'");
		assertThat(this.fixture.timer.pauses).isEmpty();
	}

	@Test
	void awaitCountsAJobThatVanishesAsSucceeded() {
		JobId id = this.queue.enqueue(new Export("EMEA"), JobOptions.defaults().retention(Duration.ZERO));
		this.fixture.timer.duringPause = () -> this.fixture
			.complete(new Succeeded(this.fixture.fetch("default").get(0).lease(), null, Duration.ZERO));

		Job job = this.queue.await(id, Duration.ofMinutes(1));

		assertThat(job).extracting(Job::id, Job::state, Job::finishedAt).containsExactly(id, JobState.SUCCEEDED, null);
		assertThat(this.queue.find(id)).isEmpty();
	}

	@Test
	void j11CancelledJobNeverStarts() {
		JobId id = this.queue.enqueue(new Export("EMEA"));

		assertThat(this.queue.cancel(id)).isTrue();
		assertThat(this.fixture.fetch("default")).isEmpty();
		assertThat(this.queue.find(id).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
		assertThat(this.queue.cancel(new JobId("nothing"))).isFalse();
	}

	@Test
	void j11CancelOfARunningJobIsAskedForAndOfAFinishedOneRefused() {
		JobId id = this.queue.enqueue(new Export("EMEA"));
		JobLease lease = this.fixture.fetch("default").get(0).lease();
		JobId other = this.queue.enqueue(new Export("APAC"));
		this.fixture.complete(new Succeeded(this.fixture.fetch("default").get(0).lease(), null, HOUR));

		assertThat(this.queue.cancel(id)).isTrue();
		assertThat(this.queue.cancel(other)).isFalse();
		this.fixture.complete(new Succeeded(lease, null, HOUR));
		assertThat(this.queue.find(id).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
	}

	private List<JobId> stored() {
		List<JobId> ids = new ArrayList<>();
		for (List<FetchedJob> jobs = this.fixture.fetch("default"); !jobs.isEmpty(); jobs = this.fixture
			.fetch("default")) {
			jobs.forEach((job) -> ids.add(job.lease().id()));
		}
		return ids;
	}

	record Export(String region) {

	}

	record Box<T>(T value) {

	}

	static class Base {

		public int number = 1;

	}

	static class Sub extends Base {

	}

}
