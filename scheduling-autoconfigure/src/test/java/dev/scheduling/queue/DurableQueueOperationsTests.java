package dev.scheduling.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobFilter;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobPage;
import dev.scheduling.job.JobPageRequest;
import dev.scheduling.job.JobState;
import dev.scheduling.job.QueueStatus;
import dev.scheduling.job.RetryResult;
import dev.scheduling.job.WorkerStatus;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobCompletion.Died;
import dev.scheduling.store.JobCompletion.Parked;
import dev.scheduling.store.JobFetch;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.memory.InMemoryJobStore;
import dev.scheduling.store.memory.InMemoryQueueControlStore;
import dev.scheduling.testing.MutableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

class DurableQueueOperationsTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

	private final MutableClock clock = new MutableClock(START.toString());

	private final InMemoryJobStore store = new InMemoryJobStore(this.clock, new Random(1));

	private final DurableQueueOperations operations = new DurableQueueOperations(this.store,
			new InMemoryQueueControlStore(this.store), new QueueSettings(
					(queue) -> queue.equals("hot") ? new QueueRules(null, null, null, 1, null, 3) : QueueRules.NONE));

	private final Map<String, String> received = new HashMap<>();

	private int calls;

	@Test
	void queuesAreShownWithTheirPauseAndCounts() {
		enqueue("slow", "a", "export", 2);
		enqueue("mail", "b", "mail", 1);
		this.operations.pause("slow");

		List<QueueStatus> queues = this.operations.queues();

		assertThat(queues).extracting(QueueStatus::name, QueueStatus::isPaused)
			.containsExactly(tuple("mail", false), tuple("slow", true));
		assertThat(queues.get(1).pausedSince()).isEqualTo(START);
		assertThat(queues.get(1).counts().of(JobState.QUEUED)).isEqualTo(2);
		this.operations.resume("slow");
		assertThat(this.operations.queues()).noneMatch(QueueStatus::isPaused);
	}

	@Test
	void j15PauseIsWrittenToAllPartitions() {
		enqueue("hot#2", "a", "export", 1);

		this.operations.pause("hot");

		assertThat(List.of("hot", "hot#1", "hot#2")).allSatisfy((partition) -> assertThat(fetch(partition)).isEmpty());
		assertThat(this.operations.queues()).extracting(QueueStatus::name).containsExactly("hot");
		this.operations.resume("hot");
		assertThat(fetch("hot#2")).hasSize(1);
	}

	@Test
	void partitionNotConfiguredHereIsPausedToo() {
		enqueue("other#1", "a", "export", 1);

		this.operations.pause("other");

		assertThat(fetch("other#1")).isEmpty();
	}

	@Test
	void jobsOfAllPartitionsAreReadPageByPage() {
		enqueue("hot", "a", "export", 3);
		enqueue("hot#2", "b", "export", 3);

		List<String> keys = new ArrayList<>();
		Optional<JobPageRequest> next = Optional.of(JobPageRequest.first(2));
		int pages = 0;
		while (next.isPresent()) {
			JobPage page = this.operations.jobs("hot", JobState.QUEUED, next.get());
			page.jobs().forEach((job) -> keys.add(job.id().key()));
			next = page.next();
			pages++;
		}

		assertThat(keys).containsExactly("a0", "a1", "a2", "b0", "b1", "b2");
		assertThat(pages).isEqualTo(3);
		assertThat(this.operations.counts("hot").of(JobState.QUEUED)).isEqualTo(6);
	}

	@Test
	void pageOfAnotherListIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.operations.jobs("hot", JobState.DEAD, new JobPageRequest(1, "slow!1|a")))
			.withMessageContaining("'slow!1|a'");
		assertThatIllegalArgumentException().isThrownBy(() -> JobPageRequest.first(501)).withMessageContaining("501");
		assertThatIllegalArgumentException().isThrownBy(() -> this.operations.counts("a{b}"));
	}

	@Test
	void j7DeadJobIsRetriedAfresh() {
		JobId id = enqueue("slow", "a", "export", 1).get(0);
		complete("slow", new Died(fetch("slow").get(0).lease(), "java.io.IOException: disk", HOUR));

		assertThat(this.operations.retry(id)).isEqualTo(RetryResult.RETRIED);
		assertThat(this.operations.retry(id)).isEqualTo(RetryResult.NOT_RETRYABLE);
		assertThat(this.operations.retry(new JobId("no such/id"))).isEqualTo(RetryResult.UNKNOWN);

		Job job = this.operations.jobs("slow", JobState.QUEUED, JobPageRequest.first(10)).jobs().get(0);
		assertThat(job).extracting(Job::attempt, Job::crashes, Job::lastError).containsExactly(1, 0, null);
	}

	@Test
	void j11JobIsDeleted() {
		JobId id = enqueue("slow", "a", "export", 1).get(0);

		assertThat(this.operations.delete(id)).isTrue();
		assertThat(this.operations.delete(id)).isFalse();
		assertThat(this.operations.delete(new JobId("no such/id"))).isFalse();
	}

	@Test
	void j7DeadJobsAreRetriedByNameErrorAndTime() {
		enqueue("slow", "a", "export", 3);
		enqueue("slow", "b", "mail", 3);
		this.clock.advance(HOUR);
		enqueue("slow", "c", "export", 3);
		for (FetchedJob job : fetch("slow")) {
			String error = job.lease().id().key().endsWith("0") ? "java.io.IOException: disk" : "IllegalState: bug";
			complete("slow", new Died(job.lease(), error, HOUR));
		}

		assertThat(this.operations.retryAll("slow", JobState.DEAD,
				JobFilter.all().name("export").error("IOException").enqueuedBefore(START.plusSeconds(1))))
			.isEqualTo(1);
		assertThat(this.operations.retryAll("slow", JobState.DEAD, JobFilter.all().enqueuedFrom(START.plus(HOUR))))
			.isEqualTo(3);
		assertThat(this.operations.deleteAll("slow", JobState.DEAD, JobFilter.all().error("bug"))).isEqualTo(4);
		assertThat(this.operations.retryAll("slow", JobState.DEAD, JobFilter.all())).isEqualTo(1);
		assertThat(this.operations.counts("slow").of(JobState.DEAD)).isZero();
		assertThat(this.operations.counts("slow").of(JobState.QUEUED)).isEqualTo(5);
	}

	@Test
	void thousandsOfJobsAreChangedInSteps() {
		enqueue("hot", "a", "export", 1700);
		enqueue("hot#1", "b", "export", 800);

		assertThat(this.operations.cancelAll("hot", JobState.QUEUED, JobFilter.all().name("export"))).isEqualTo(2500);
		assertThat(this.operations.cancelAll("hot", JobState.QUEUED, JobFilter.all())).isZero();
		assertThat(this.operations.retryAll("hot", JobState.CANCELLED, JobFilter.all())).isEqualTo(2500);
		assertThat(this.operations.deleteAll("hot", JobState.QUEUED, JobFilter.all())).isEqualTo(2500);
		assertThat(this.operations.counts("hot").jobs().values()).containsOnly(0L);
	}

	@Test
	void statesThatAnOperationIsNotForAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.operations.retryAll("slow", JobState.RUNNING, JobFilter.all()))
			.withMessage("Jobs that are RUNNING cannot be retried, only those that are [DEAD, CANCELLED, PARKED]");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.operations.cancelAll("slow", JobState.DEAD, JobFilter.all()))
			.withMessage("Jobs that are DEAD have ended; what has ended can be deleted");
	}

	@Test
	void j17ParkedJobSaysWhy() {
		enqueue("slow", "a", "export", 1);
		complete("slow", new Parked(fetch("slow").get(0).lease(), "export", "f1", "no handler", HOUR));

		Job job = this.operations.jobs("slow", JobState.PARKED, JobPageRequest.first(1)).jobs().get(0);

		assertThat(job.parked()).extracting(Job.Parking::reason, Job.Parking::until)
			.containsExactly("no handler", START.plus(HOUR));
		assertThat(this.operations.retryAll("slow", JobState.PARKED, JobFilter.all().error("no handler"))).isEqualTo(1);
	}

	@Test
	void workersAreShownWithWhatTheyRun() {
		this.store.announce("w2", "f1", List.of("hot", "hot#1"), HOUR);
		this.store.announce("w1", "f2", List.of("slow"), HOUR);
		this.clock.advance(Duration.ofSeconds(20));
		this.store.announce("w1", "f2", List.of("slow"), HOUR);
		enqueue("slow", "a", "export", 3);
		fetch("slow");

		List<WorkerStatus> workers = this.operations.workers();

		assertThat(workers).extracting(WorkerStatus::name).containsExactly("w1", "w2");
		assertThat(workers.get(0))
			.extracting(WorkerStatus::running, WorkerStatus::since, WorkerStatus::lastSeen, WorkerStatus::fingerprint)
			.containsExactly(3, START, START.plusSeconds(20), "f2");
		assertThat(workers.get(1).queues()).containsExactly("hot");
	}

	private List<JobId> enqueue(String partition, String prefix, String handler, int count) {
		List<JobId> ids = new ArrayList<>();
		List<NewJob> jobs = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			JobId id = JobId.ofPartition((count > 10) ? "%s%05d".formatted(prefix, i) : prefix + i, partition);
			ids.add(id);
			jobs.add(NewJob.ready(id, new JobEnvelopeCodec()
				.encode(new JobEnvelope(handler, this.clock.instant(), null, null, null, Map.of(), null))));
		}
		this.store.enqueue(partition, jobs, JobStore.UNLIMITED);
		return ids;
	}

	private List<FetchedJob> fetch(String partition) {
		String nonce = "n" + this.calls++;
		String before = this.received.getOrDefault(partition, "");
		this.received.put(partition, nonce);
		return this.store.fetch(new JobFetch(partition, "w1", nonce, before, 1000, HOUR)).jobs();
	}

	private void complete(String queue, JobCompletion completion) {
		this.store.complete(new JobFlush(queue, "w1", "c" + this.calls++, List.of(completion)));
	}

}
