package dev.scheduling.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.execution.ShutdownBudget;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.NewJob;
import dev.scheduling.store.QueueRetention;
import dev.scheduling.store.ReapRules;
import dev.scheduling.store.StoredJob;
import dev.scheduling.testing.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole workers on a real Redis and by real time.
 */
class RedisQueueWorkerTests {

	private static final Duration LEASE = Duration.ofSeconds(2);

	private static final String QUEUE = JobId.DEFAULT_QUEUE;

	private final AtomicInteger starts = new AtomicInteger();

	private RedisProcess redis;

	private RedisWorkers workers;

	private JobStore jobs;

	@BeforeEach
	void startRedis() {
		this.redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always");
		this.workers = new RedisWorkers(this.redis.port());
		this.jobs = this.workers.jobs();
	}

	@AfterEach
	void stopRedis() throws Exception {
		this.workers.close();
		this.redis.close();
	}

	@Test
	void runsJobsOfTwoQueues() {
		QueueWorker worker = this.workers.worker(this.workers.leases(), List.of(QUEUE, "other"), LEASE, 4,
				counting("noop"));
		Collection<JobId> ids = this.workers.enqueue("noop", 700);
		JobId other = JobId.of("x", "other");
		this.jobs.enqueue("other", List.of(NewJob.ready(other, RedisWorkers.envelope("noop"))));

		worker.start();

		Awaitility.await().until(() -> this.jobs.counts(QUEUE).of(JobState.SUCCEEDED) == ids.size());
		Awaitility.await().until(() -> state(other) == JobState.SUCCEEDED);
		assertThat(this.starts).hasValue(701);
		assertThat(this.jobs.workers()).hasSize(1);
		RedisWorkers.stop(worker);
		assertThat(this.jobs.workers()).isEmpty();
	}

	@Test
	void j3DelayedJobStartsInTimeOnAnIdleWorker() throws InterruptedException {
		QueueWorker worker = this.workers.worker(Duration.ofSeconds(10), 4, counting("noop"));
		worker.start();
		TimeUnit.MILLISECONDS.sleep(700);
		JobId id = JobId.of("delayed", QUEUE);
		this.jobs.enqueue(QUEUE, List.of(new NewJob(id, RedisWorkers.envelope("noop"), Duration.ofMillis(800), null)));
		Instant due = stored(id).times().dueAt();

		Awaitility.await().until(() -> state(id) == JobState.SUCCEEDED);

		assertThat(stored(id).times().startedAt()).isBetween(due, due.plusMillis(200));
		RedisWorkers.stop(worker);
	}

	@Test
	void j11RunningJobLearnsOfItsCancelWithinAHeartbeat() throws InterruptedException {
		CountDownLatch interrupted = new CountDownLatch(1);
		QueueWorker worker = this.workers.worker(LEASE, 4, JobHandlerDefinition.of("long", null, (payload, context) -> {
			try {
				TimeUnit.MINUTES.sleep(1);
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
			return null;
		}));
		worker.start();
		JobId id = this.workers.enqueue("long");
		Awaitility.await().until(() -> state(id) == JobState.RUNNING);

		this.jobs.cancel(id);

		assertThat(interrupted.await(1, TimeUnit.SECONDS)).isTrue();
		Awaitility.await().until(() -> state(id) == JobState.CANCELLED);
		RedisWorkers.stop(worker);
	}

	@Test
	@Tag("processes")
	void j8KilledWorkersJobEndsWithItsIdALeaseLater() {
		Process child = ChildWorker.start(this.redis.port(), LEASE);
		JobId id = this.workers.enqueue("long");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> state(id) == JobState.RUNNING);
		QueueWorker worker = this.workers.worker(LEASE, 4, counting("long"));
		worker.start();

		Instant killed = Instant.now();
		child.destroyForcibly();
		Awaitility.await().until(() -> state(id) == JobState.SUCCEEDED);

		// A lease after the last renewal and a second for the reaper, and another for a
		// busy machine.
		assertThat(stored(id).times().startedAt()).isBetween(killed, killed.plus(LEASE).plusSeconds(2));
		assertThat(stored(id).crashes()).isEqualTo(1);
		assertThat(stored(id).failures()).isZero();
		assertThat(this.starts).hasValue(1);
		RedisWorkers.stop(worker);
	}

	@Test
	@Tag("processes")
	void j9JobThatKillsItsProcessStopsAfterThreeAndItsNeighboursFinish() throws InterruptedException {
		JobId poison = this.workers.enqueue("poison");
		this.workers.enqueue("noop", 49);
		JobLeaseStore reaper = this.workers.leases();
		ReapRules atOnce = new ReapRules(LEASE, 3, Duration.ZERO, QueueRetention.DEFAULTS);

		int children = 0;
		while (state(poison) != JobState.DEAD && children < 5) {
			children++;
			assertThat(ChildWorker.start(this.redis.port(), LEASE).waitFor(30, TimeUnit.SECONDS)).isTrue();
			int crashes = stored(poison).crashes();
			Awaitility.await().pollInterval(Duration.ofMillis(200)).until(() -> {
				reaper.reap(QUEUE, atOnce);
				return stored(poison).crashes() > crashes;
			});
		}

		assertThat(children).isEqualTo(3);
		assertThat(stored(poison).failures()).isZero();
		QueueWorker worker = this.workers.worker(LEASE, 4, counting("noop"));
		worker.start();
		Awaitility.await().until(() -> this.jobs.counts(QUEUE).of(JobState.SUCCEEDED) == 49);
		RedisWorkers.stop(worker);
	}

	@Test
	void j20StopLetsJobsEndWithinTheBudget() throws InterruptedException {
		CountDownLatch running = new CountDownLatch(1);
		QueueWorker worker = this.workers.worker(LEASE, 4,
				JobHandlerDefinition.of("short", null, (payload, context) -> {
					running.countDown();
					TimeUnit.MILLISECONDS.sleep(500);
					return null;
				}));
		worker.start();
		JobId id = this.workers.enqueue("short");
		running.await();

		worker.stop(new ShutdownBudget(Duration.ofSeconds(20)));

		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
		assertThat(stored(id).failures()).isZero();
	}

	@Test
	void j20StopHandsBackWhatDoesNotEndInTime() throws InterruptedException {
		CountDownLatch running = new CountDownLatch(2);
		CountDownLatch end = new CountDownLatch(1);
		QueueWorker worker = this.workers.worker(LEASE, 4, JobHandlerDefinition.of("long", null, (payload, context) -> {
			running.countDown();
			TimeUnit.MINUTES.sleep(1);
			return null;
		}), JobHandlerDefinition.of("deaf", null, (payload, context) -> {
			running.countDown();
			while (end.getCount() > 0) {
				Thread.onSpinWait();
			}
			return null;
		}));
		worker.start();
		JobId interrupted = this.workers.enqueue("long");
		JobId deaf = this.workers.enqueue("deaf");
		running.await();

		long before = System.nanoTime();
		worker.stop(new ShutdownBudget(Duration.ofMillis(300)));

		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
		end.countDown();
		assertThat(List.of(stored(interrupted), stored(deaf))).allSatisfy((job) -> {
			assertThat(job.state()).isEqualTo(JobState.QUEUED);
			assertThat(job.failures() + job.crashes()).isZero();
		});
		assertThat(this.jobs.counts(QUEUE).of(JobState.RUNNING)).isZero();
	}

	@Test
	void goesOnByItselfWhenRedisIsBack() {
		QueueWorker worker = this.workers.worker(LEASE, 4, counting("noop"));
		worker.start();
		JobId before = this.workers.enqueue("noop");
		Awaitility.await().until(() -> state(before) == JobState.SUCCEEDED);

		this.redis.kill();
		Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
		this.redis.restart();
		JobId after = this.workers.enqueue("noop");

		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> state(after) == JobState.SUCCEEDED);
		assertThat(this.starts).hasValue(2);
		RedisWorkers.stop(worker);
	}

	private StoredJob stored(JobId id) {
		return this.jobs.find(id).orElseThrow();
	}

	private JobState state(JobId id) {
		return stored(id).state();
	}

	private JobHandlerDefinition counting(String name) {
		return JobHandlerDefinition.of(name, null, (payload, context) -> {
			this.starts.incrementAndGet();
			return null;
		});
	}

}
