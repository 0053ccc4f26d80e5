package dev.scheduling.store;

import java.time.Duration;
import java.util.List;

import dev.scheduling.job.JobState;
import dev.scheduling.job.Priority;
import dev.scheduling.job.RetryResult;
import dev.scheduling.job.UniqueMode;
import dev.scheduling.store.JobCompletion.Succeeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of jobs that operators retry, cancel or delete in a
 * {@link QueueControlStore}.
 */
public abstract class JobChangeContract extends OperatorFixture {

	@Test
	void j7RetriedDeadJobStartsAfresh() {
		enqueue("a", "b");
		complete("w1", failed(fetchOne("w1"), Duration.ZERO));
		complete("w1", died(fetchOne("w1")), died(fetchOne("w1")));
		assertThat(stored("a").failures() + stored("b").failures()).isEqualTo(3);

		List<RetryResult> results = controls().retry(QUEUE, ids("b", "a", "c"));

		assertThat(results).containsExactly(RetryResult.RETRIED, RetryResult.RETRIED, RetryResult.UNKNOWN);
		assertThat(count(JobState.DEAD)).isZero();
		assertThat(stored("a")).extracting(StoredJob::failures, StoredJob::crashes, StoredJob::error)
			.containsExactly(0, 0, null);
		assertThat(stored("a").times().finishedAt()).isNull();
		List<FetchedJob> jobs = fetchJobs("w2", 10);
		assertThat(keys(jobs)).containsExactly("b", "a");
		assertThat(jobs).extracting(FetchedJob::failures).containsExactly(0, 0);
		advance(Duration.ofDays(8));
		assertThat(state("a")).isEqualTo(JobState.RUNNING);
	}

	@Test
	void j7OnlyDeadCancelledAndParkedJobsAreRetried() {
		enqueue("a", "b", "c");
		store().enqueue(QUEUE, List.of(delayed("d", HOUR)));
		complete("w1", succeeded(fetchOne("w1")));
		fetchOne("w1");

		assertThat(controls().retry(QUEUE, ids("a", "b", "c", "d"))).containsOnly(RetryResult.NOT_RETRYABLE);
	}

	@Test
	void j11RetriedCancelledJobRunsOnce() {
		enqueue("a", "b");
		store().cancel(id("a"));

		assertThat(controls().retry(QUEUE, ids("a"))).containsExactly(RetryResult.RETRIED);

		assertThat(count(JobState.QUEUED)).isEqualTo(2);
		List<FetchedJob> jobs = fetchJobs("w1", 10);
		assertThat(keys(jobs)).containsExactly("b", "a");
		complete("w1", failed(jobs.get(1).lease(), HOUR));
		assertThat(fetchJobs("w1", 10)).isEmpty();
		assertThat(state("a")).isEqualTo(JobState.SCHEDULED);
		assertThat(count(JobState.QUEUED)).isZero();
	}

	@Test
	void j11CancelledRunningJobIsRetriedWithoutItsCancel() {
		enqueue("a");
		JobLease first = fetchOne("w1");
		store().cancel(id("a"));
		complete("w1", succeeded(first));
		controls().retry(QUEUE, ids("a"));

		JobLease second = fetchOne("w1");

		assertThat(leases().renew(QUEUE, "w1", LEASE, List.of(second)).cancelled()).isEmpty();
		assertThat(complete("w1", succeeded(second))).containsExactly(CompletionResult.ACCEPTED);
	}

	@Test
	void j11ManyJobsAreCancelledAtOnce() {
		enqueue("a", "b", "c");
		complete("w1", succeeded(fetchOne("w1")));
		fetchOne("w1");

		assertThat(controls().cancel(QUEUE, ids("a", "b", "c", "d"))).containsExactly(CancelResult.FINISHED,
				CancelResult.REQUESTED, CancelResult.CANCELLED, CancelResult.UNKNOWN);
	}

	@Test
	void j11DeletedJobIsGoneWhereverItStands() {
		enqueue("a", "b", "c", "e");
		store().enqueue(QUEUE, List.of(delayed("d", HOUR)));
		complete("w1", new Succeeded(fetchOne("w1"), envelope("result"), HOUR), died(fetchOne("w1")));
		store().cancel(id("c"));

		assertThat(controls().delete(QUEUE, ids("a", "b", "c", "d", "e", "f"))).containsExactly(DeleteResult.DELETED,
				DeleteResult.DELETED, DeleteResult.DELETED, DeleteResult.DELETED, DeleteResult.DELETED,
				DeleteResult.UNKNOWN);

		assertThat(store().counts(QUEUE).jobs().values()).containsOnly(0L);
		assertThat(store().result(id("a"))).isEmpty();
		assertThat(store().enqueue(QUEUE, List.of(job("e")))).containsExactly(EnqueueResult.ACCEPTED);
		assertThat(store().find(id("e"))).isEmpty();
		advance(HOUR);
		reap();
		assertThat(fetchJobs("w1", 10)).isEmpty();
		assertThat(store().counts(QUEUE).jobs().values()).containsOnly(0L);
	}

	@Test
	void j11DeletedRunningJobIsCancelledThenGone() {
		enqueue("a", "b");
		JobLease completed = fetchOne("w1");
		reap();
		fetchOne("w2");

		assertThat(controls().delete(QUEUE, ids("a", "b"))).containsOnly(DeleteResult.REQUESTED);
		assertThat(store().cancel(id("a"))).isEqualTo(CancelResult.REQUESTED);

		assertThat(leases().renew(QUEUE, "w1", LEASE, List.of(completed)).cancelled()).containsExactly(completed);
		assertThat(complete("w1", succeeded(completed))).containsExactly(CompletionResult.CANCELLED);
		assertThat(store().find(id("a"))).isEmpty();
		pass(LEASE.plus(SECOND));
		assertThat(store().find(id("b"))).isEmpty();
		assertThat(store().counts(QUEUE).jobs().values()).containsOnly(0L);
	}

	@Test
	void deletedTickCanComeAgainAndRunsOnce() {
		enqueue("task~1", "b");
		controls().delete(QUEUE, ids("task~1"));
		controls().pause(QUEUE);
		advance(Duration.ofMinutes(1));
		reap();
		enqueue("task~1");
		controls().resume(QUEUE);

		List<FetchedJob> jobs = fetchJobs("w1", 10);
		complete("w1", failed(jobs.get(1).lease(), HOUR));

		assertThat(keys(jobs)).containsExactly("b", "task~1");
		assertThat(fetchJobs("w1", 10)).isEmpty();
		assertThat(count(JobState.QUEUED)).isZero();
	}

	@Test
	void j5RetriedJobTakesItsKeyAgainOrIsRefused() {
		NewJob first = job("a").with(unique("k"));
		NewJob second = job("b").with(unique("k"));
		store().enqueue(QUEUE, List.of(first), JobStore.UNLIMITED);
		complete("w1", died(fetchOne("w1")));
		assertThat(store().enqueue(QUEUE, List.of(second), JobStore.UNLIMITED)).containsExactly(EnqueueResult.ACCEPTED);

		assertThat(controls().retry(QUEUE, ids("a"))).containsExactly(RetryResult.KEY_HELD);
		assertThat(state("a")).isEqualTo(JobState.DEAD);
		complete("w1", succeeded(fetchOne("w1")));
		assertThat(controls().retry(QUEUE, ids("a"))).containsExactly(RetryResult.RETRIED);
		assertThat(store().enqueue(QUEUE, List.of(job("c").with(unique("k"))), JobStore.UNLIMITED))
			.containsExactly(new EnqueueResult.KeyHeld(id("a")));
	}

	@Test
	void j5DeletedJobFreesItsKey() {
		store().enqueue(QUEUE, List.of(job("a").with(unique("k"))), JobStore.UNLIMITED);

		controls().delete(QUEUE, ids("a"));

		assertThat(store().enqueue(QUEUE, List.of(job("b").with(unique("k"))), JobStore.UNLIMITED))
			.containsExactly(EnqueueResult.ACCEPTED);
	}

	@Test
	void j14RetriedJobThatWaitedForASlotRunsOnce() {
		store().enqueue(QUEUE, List.of(job("k1").with(concurrent("k")), job("k2").with(concurrent("k"))),
				JobStore.UNLIMITED);
		JobLease first = fetchJobs("w1", 10).get(0).lease();
		store().cancel(id("k2"));
		controls().retry(QUEUE, ids("k2"));

		complete("w1", succeeded(first));
		List<FetchedJob> second = fetchJobs("w1", 10);
		complete("w1", failed(second.get(0).lease(), HOUR));

		assertThat(keys(second)).containsExactly("k2");
		assertThat(fetchJobs("w1", 10)).isEmpty();
		assertThat(count(JobState.QUEUED)).isZero();
	}

	private static JobRules unique(String key) {
		return new JobRules(Priority.NORMAL, new UniqueRule(key, UniqueMode.REJECT, null), null);
	}

}
