package dev.scheduling.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.queue.JobEnvelope;
import dev.scheduling.queue.JobEnvelopeCodec;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.StoredJob;
import dev.scheduling.testing.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * J17 on a real Redis: two builds of an application side by side, in processes of their
 * own and in one.
 */
@Tag("processes")
class RollingDeployTests {

	private static final Duration LEASE = Duration.ofSeconds(2);

	private static final int JOBS = 50;

	private static final String QUEUE = JobId.DEFAULT_QUEUE;

	private final List<Process> children = new ArrayList<>();

	private RedisProcess redis;

	private RedisWorkers workers;

	private JobStore jobs;

	record OldExport(int rows) {

	}

	record NewExport(String rows) {

	}

	@BeforeEach
	void startRedis() {
		this.redis = RedisProcess.start();
		this.workers = new RedisWorkers(this.redis.port());
		this.jobs = this.workers.jobs();
	}

	@AfterEach
	void stopRedis() throws Exception {
		this.children.forEach(Process::destroyForcibly);
		this.workers.close();
		this.redis.close();
	}

	@Test
	void j17TwoBuildsInTwoProcessesRunAllJobsOfBoth() {
		List<JobId> ids = new ArrayList<>();
		this.children.add(ChildWorker.start(this.redis.port(), LEASE, "kept", "removed"));
		ids.addAll(this.workers.enqueue("added", JOBS));
		awaitParked(JOBS);

		this.children.add(ChildWorker.start(this.redis.port(), LEASE, "kept", "added"));
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.jobs.counts(QUEUE).of(JobState.SUCCEEDED) == JOBS);
		for (int i = 0; i < JOBS; i++) {
			ids.add(this.workers.enqueue("kept"));
			ids.add(this.workers.enqueue("removed"));
			ids.add(this.workers.enqueue("added"));
		}
		awaitSucceeded(ids);
		assertThat(this.jobs.counts(QUEUE).refused()).isZero();
	}

	@Test
	void j17TwoBuildsWithOtherPayloadClassesRunAllJobsOfBoth() {
		QueueWorker old = this.workers.worker(LEASE, 4, export(OldExport.class));
		QueueWorker next = this.workers.worker(LEASE, 4, export(NewExport.class));
		old.start();
		next.start();

		List<JobId> ids = new ArrayList<>();
		for (int i = 0; i < JOBS; i++) {
			ids.add(enqueue("old" + i, "{\"rows\":1}"));
			ids.add(enqueue("new" + i, "{\"rows\":\"many\"}"));
		}
		JobId wrong = enqueue("wrong", "{\"rows\":[[]]}");

		awaitSucceeded(ids);
		Awaitility.await()
			.until(() -> stored(wrong).parking() != null && stored(wrong).parking().fingerprints().size() == 2);
		RedisWorkers.stop(old);
		RedisWorkers.stop(next);
		assertThat(stored(wrong)).extracting(StoredJob::state, StoredJob::failures, StoredJob::crashes)
			.containsExactly(JobState.PARKED, 0, 0);
	}

	@Test
	void j17ParkedJobsAreTakenSoonAfterTheNewBuildStarts() {
		QueueWorker old = this.workers.worker(LEASE, 4,
				JobHandlerDefinition.of("kept", null, (payload, context) -> null));
		old.start();
		List<JobId> ids = new ArrayList<>(this.workers.enqueue("export", 500));
		awaitParked(500);
		QueueWorker next = this.workers.worker(LEASE, 4,
				JobHandlerDefinition.of("export-data", null, (payload, context) -> null).aliases("export"));

		long started = System.nanoTime();
		next.start();
		awaitSucceeded(ids);

		assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
		RedisWorkers.stop(old);
		RedisWorkers.stop(next);
	}

	private static JobHandlerDefinition export(Class<?> payload) {
		return JobHandlerDefinition.of("export", payload, (request, context) -> null);
	}

	private JobId enqueue(String key, String json) {
		JobId id = JobId.of(key, QUEUE);
		this.jobs.enqueue(QUEUE,
				List.of(NewJob.ready(id, new JobEnvelopeCodec()
					.encode(new JobEnvelope("export", Instant.EPOCH, null, null, null, Map.of(), json.getBytes())))),
				JobStore.UNLIMITED);
		return id;
	}

	private void awaitParked(int number) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.jobs.counts(QUEUE).of(JobState.PARKED) == number);
	}

	private void awaitSucceeded(List<JobId> ids) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.jobs.counts(QUEUE).of(JobState.SUCCEEDED) == ids.size());
		assertThat(ids).allSatisfy(
				(id) -> assertThat(stored(id)).extracting(StoredJob::state, StoredJob::failures, StoredJob::crashes)
					.containsExactly(JobState.SUCCEEDED, 0, 0));
	}

	private StoredJob stored(JobId id) {
		return this.jobs.find(id).orElseThrow();
	}

}
