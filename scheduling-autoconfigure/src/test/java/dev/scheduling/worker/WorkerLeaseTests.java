package dev.scheduling.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.JobFetch;
import dev.scheduling.store.ReapRules;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who has a job until when: leases and crashes.
 */
class WorkerLeaseTests extends WorkerFixture {

	private final Gate gate = new Gate();

	@Test
	void j8RunOfTenLeasesKeepsItsJob() throws InterruptedException {
		WorkerParts worker = busyWorker(2, this.gate);
		JobId id = JobId.of("a", QUEUE);

		for (int i = 0; i < 30; i++) {
			worker.renewer().pass();
			advance(LEASE.dividedBy(3));
		}
		this.gate.open.release();
		work(worker);

		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
		assertThat(stored(id).crashes()).isZero();
	}

	@Test
	void j8JobIsInterruptedBeforeItsLeaseEndsIfItCannotBeRenewed() throws InterruptedException {
		WorkerParts worker = busyWorker(2, this.gate);
		JobId id = JobId.of("a", QUEUE);
		this.heartbeat.away = true;

		while (!this.gate.interrupted && stored(id).times().leaseUntil().isAfter(this.clock.instant())) {
			this.clock.advance(Duration.ofNanos(worker.renewer().pass()));
			if (worker.runs().running().isEmpty() || worker.runs().running().get(0).stopReason().isPresent()) {
				break;
			}
		}

		this.gate.awaitLeft();
		assertThat(this.gate.interrupted).isTrue();
		assertThat(this.gate.context.isCancelled()).isTrue();
		assertThat(this.clock.instant()).isBefore(stored(id).times().leaseUntil());
	}

	@Test
	void j8JobThatAnotherWorkerMayHaveIsInterruptedAtTheNextHeartbeat() throws InterruptedException {
		WorkerParts worker = busyWorker(2, this.gate);
		this.store.reap(QUEUE, ReapRules.of(LEASE));
		advance(Duration.ofSeconds(5));
		this.store.renew(QUEUE, "worker-1", Duration.ofMillis(1),
				worker.runs().running().stream().map(JobRun::lease).toList());
		advance(SECOND);

		worker.renewer().pass();

		this.gate.awaitLeft();
		assertThat(this.gate.interrupted).isTrue();
	}

	@Test
	void j8LateEndAfterAReapIsRefused() throws InterruptedException {
		WorkerParts paused = busyWorker(2, this.gate);
		JobId id = JobId.of("a", QUEUE);
		this.store.reap(QUEUE, ReapRules.of(LEASE));
		advance(LEASE.plus(SECOND));
		WorkerParts other = worker(this.store, Map.of("long", counting("long")), 2);

		this.gate.open.release();
		paused.fetcher().stopFetching();
		work(paused);
		assertThat(state(id)).isEqualTo(JobState.QUEUED);
		work(other);

		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
		assertThat(this.starts).hasValue(1);
		assertThat(this.store.counts(QUEUE).refused()).isEqualTo(1);
		assertThat(stored(id).crashes()).isEqualTo(1);
	}

	@Test
	void j8OldAttemptOfTheSameWorkerCannotEndTheNewOne() throws InterruptedException {
		Gate second = new Gate();
		handler("long", (payload, context) -> {
			return (this.starts.incrementAndGet() == 1) ? this.gate.run(payload, context)
					: second.run(payload, context);
		});
		JobId id = enqueue("a", "long");
		WorkerParts worker = worker(2);
		visit(worker);
		this.gate.awaitEntered();
		this.store.reap(QUEUE, ReapRules.of(LEASE));
		advance(LEASE.plus(SECOND));
		visit(worker);
		second.awaitEntered();

		this.gate.open.release();
		passUntil(worker, () -> this.store.counts(QUEUE).refused() == 1);
		assertThat(state(id)).isEqualTo(JobState.RUNNING);
		second.open.release();
		work(worker);

		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
		assertThat(this.store.counts(QUEUE).refused()).isEqualTo(1);
	}

	@Test
	void j9OneJobAtATimeThatHasTakenDownTwoWorkers() throws InterruptedException {
		handler("poison", this.gate);
		handler(counting("noop"));
		JobId first = enqueue("a", "poison");
		crash("dead-1");
		crash("dead-2");
		advance(Duration.ofSeconds(60));
		JobId second = enqueue("b", "poison");
		this.store.fetch(new JobFetch(QUEUE, "holder", "n", "", 1, Duration.ofHours(1)));
		crash("dead-3");
		crash("dead-4");
		advance(Duration.ofSeconds(60));
		this.store.leave("holder", Map.of(QUEUE, ""));
		enqueue("c", "noop");
		assertThat(stored(first).crashes()).isEqualTo(2);
		assertThat(stored(second).crashes()).isEqualTo(2);
		WorkerParts worker = worker(10);

		visit(worker);
		this.gate.awaitEntered();
		passUntil(worker, () -> this.starts.get() > 0 && state(first) != state(second));

		assertThat(Set.of(state(first), state(second))).containsExactlyInAnyOrder(JobState.RUNNING, JobState.SCHEDULED);
		this.gate.open.release(2);
		work(worker);
		this.clock.advance(Duration.ofSeconds(5));
		work(worker);
		assertThat(state(first)).isEqualTo(JobState.SUCCEEDED);
		assertThat(state(second)).isEqualTo(JobState.SUCCEEDED);
	}

	@Test
	void errorOfOursKeepsNoJobForEver() {
		JobId id = enqueue("a", "noop");
		WorkerParts worker = worker(this.leases, new HashMap<>() {
			@Override
			public JobHandlerDefinition get(Object name) {
				throw new IllegalStateException("expected, on the thread of the run");
			}
		}, 1);

		work(worker);

		assertThat(stored(id).times().dueAt()).isEqualTo(this.clock.instant().plusSeconds(30));
		assertThat(worker.runs().running()).isEmpty();
		worker.renewer().pass();
		assertThat(this.heartbeat.calls("renew")).isZero();
	}

	private static void passUntil(WorkerParts worker, Callable<Boolean> condition) {
		Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> {
			worker.fetcher().pass();
			return condition.call();
		});
	}

}
