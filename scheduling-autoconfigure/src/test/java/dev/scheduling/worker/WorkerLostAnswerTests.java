package dev.scheduling.worker;

import java.time.Duration;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.ReapRules;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a job costs when the store does not answer a fetch or the end of a run.
 */
class WorkerLostAnswerTests extends WorkerFixture {

	@Test
	void j9LostAnswerOfAFetchCostsNothing() {
		handler(counting("noop"));
		JobId id = enqueue("a", "noop");
		WorkerParts worker = worker(2);
		this.leases.answersToLose = 1;

		visit(worker);
		assertThat(this.starts).hasValue(0);
		this.clock.advance(Duration.ofMillis(500));
		work(worker);

		assertThat(this.starts).hasValue(1);
		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
		assertThat(stored(id).crashes() + stored(id).failures()).isZero();
	}

	@Test
	void j8JobOfAnAnswerThatTookHalfALeaseDoesNotStart() {
		handler(counting("noop"));
		JobId id = enqueue("a", "noop");
		WorkerParts worker = worker(2);
		this.leases.answersToLose = 1;
		visit(worker);
		this.clock.advance(Duration.ofSeconds(5));

		worker.fetcher().pass();
		assertThat(worker.runs().running()).isEmpty();
		assertThat(this.starts).hasValue(0);
		work(worker);

		assertThat(this.starts).hasValue(1);
		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
	}

	@Test
	void j9AnswerThatStaysLostForALeaseCostsNoCrash() {
		handler(counting("noop"));
		JobId id = enqueue("a", "noop");
		WorkerParts worker = worker(2);
		this.store.reap(QUEUE, ReapRules.of(LEASE));
		this.leases.answersToLose = 1_000;
		visit(worker);

		for (int i = 0; i < 12; i++) {
			worker.renewer().pass();
			advance(SECOND);
			worker.fetcher().pass();
		}
		this.leases.answersToLose = 0;
		this.clock.advance(SECOND);
		work(worker);

		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
		assertThat(this.starts).hasValue(1);
		assertThat(stored(id).crashes()).isZero();
	}

	@Test
	void lostAnswerOfAnEndIsNoRefusal() {
		handler(counting("noop"));
		JobId id = enqueue("a", "noop");
		WorkerParts worker = worker(1);
		visit(worker);
		assertThat(worker.runs().awaitNoneRunning(LEASE)).isTrue();
		this.leases.answersToLose = 1;
		worker.fetcher().pass();
		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);

		this.clock.advance(SECOND);
		work(worker);

		assertThat(this.store.counts(QUEUE).refused()).isZero();
		assertThat(this.starts).hasValue(1);
		assertThat(worker.channels()).noneMatch(QueueChannel::hasCompletions);
	}

	@Test
	void j8LeaseIsKeptWhileTheEndCannotBeTold() {
		handler(counting("noop"));
		JobId id = enqueue("a", "noop");
		WorkerParts worker = worker(1);
		this.store.reap(QUEUE, ReapRules.of(LEASE));
		visit(worker);
		assertThat(worker.runs().awaitNoneRunning(LEASE)).isTrue();
		this.leases.away = true;

		for (int i = 0; i < 10; i++) {
			worker.fetcher().pass();
			worker.renewer().pass();
			advance(LEASE.dividedBy(3));
		}
		this.leases.away = false;
		work(worker);

		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
		assertThat(stored(id).crashes()).isZero();
		assertThat(this.starts).hasValue(1);
	}

}
