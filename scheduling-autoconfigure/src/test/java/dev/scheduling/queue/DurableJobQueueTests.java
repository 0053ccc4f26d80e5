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
import dev.scheduling.store.JobStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What enqueueing sends, and what it refuses before anything is sent.
 */
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
