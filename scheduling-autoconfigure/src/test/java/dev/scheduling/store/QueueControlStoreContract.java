package dev.scheduling.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.JobState;
import dev.scheduling.job.Priority;
import dev.scheduling.job.RetryResult;
import dev.scheduling.job.UniqueMode;
import dev.scheduling.store.JobCompletion.Died;
import dev.scheduling.store.JobCompletion.Succeeded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What every {@link QueueControlStore} keeps.
 */
public abstract class QueueControlStoreContract extends OperatorFixture {

	@Test
	void j15NothingStartsWhileAQueueIsPaused() {
		enqueue("a", "b");
		JobLease running = fetchOne("w1");

		controls().pause(QUEUE);
		FetchResult paused = fetch("w2", 10);
		List<CompletionResult> ended = complete("w1", succeeded(running));

		assertThat(paused).isEqualTo(new FetchResult(List.of(), false, null));
		assertThat(ended).containsExactly(CompletionResult.ACCEPTED);
		assertThat(controls().pausedSince(QUEUE)).contains(START);
		enqueue("c");
		advance(SECOND);
		controls().pause(QUEUE);
		assertThat(controls().pausedSince(QUEUE)).contains(START);
		controls().resume(QUEUE);
		assertThat(controls().pausedSince(QUEUE)).isEmpty();
		assertThat(keys(fetchJobs("w2", 10))).containsExactly("b", "c");
	}

	@Test
	void j15ExchangeOfAPausedQueueOnlyEnds() {
		enqueue("a", "b");
		JobLease running = fetchOne("w1");
		controls().pause(QUEUE);

		String nonce = nextCall();
		FlushAndFetchResult result = leases().completeAndFetch(
				new JobFlush(QUEUE, "w1", nextCall(), List.of(succeeded(running))),
				fetchOf("w1", nonce, received(nonce), 10));

		assertThat(result.completions()).containsExactly(CompletionResult.ACCEPTED);
		assertThat(result.fetched().jobs()).isEmpty();
		assertThat(result.fetched().more()).isFalse();
	}

	@Test
	void j15DelayedJobsOfAPausedQueueWakeNobodyAndStartAfterIt() {
		controls().pause(QUEUE);
		store().enqueue(QUEUE, List.of(delayed("a", SECOND), delayed("b", HOUR)));

		assertThat(fetch("w1", 10).nextDueIn()).isNull();
		assertThat(reap().nextDueIn()).isNull();
		advance(SECOND);
		reap();
		assertThat(state("a")).isEqualTo(JobState.QUEUED);
		assertThat(fetchJobs("w1", 10)).isEmpty();
		controls().resume(QUEUE);
		FetchResult resumed = fetch("w1", 10);
		assertThat(keys(resumed.jobs())).containsExactly("a");
		assertThat(resumed.nextDueIn()).isEqualTo(HOUR.minus(SECOND));
	}

	@Test
	void j15LeasesEndWhileAQueueIsPaused() {
		enqueue("a");
		reap();
		fetchOne("w1");
		controls().pause(QUEUE);

		assertThat(pass(LEASE.plus(SECOND))).isEqualTo(1);

		assertThat(state("a")).isEqualTo(JobState.QUEUED);
		assertThat(fetchJobs("w2", 10)).isEmpty();
	}

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
	void queuedJobsAreListedAsTheyWillStart() {
		enqueue("c", "a", "b", "d", "e");
		store().cancel(id("a"));
		controls().delete(QUEUE, ids("d"));

		StoredPage first = controls().list(QUEUE, JobState.QUEUED, null, 2);
		StoredPage second = controls().list(QUEUE, JobState.QUEUED, first.next(), 2);

		assertThat(keysOf(first)).containsExactly("c", "b");
		assertThat(first.jobs()).extracting(StoredJob::state).containsOnly(JobState.QUEUED);
		assertThat(first.jobs().get(0).envelope()).isEqualTo(envelope("c"));
		assertThat(keysOf(second)).containsExactly("e");
		assertThat(second.next()).isNull();
	}

	@Test
	void pageBehindAStartedJobBeginsAnew() {
		enqueue("a", "b", "c", "d");
		StoredPage first = controls().list(QUEUE, JobState.QUEUED, null, 2);
		fetchJobs("w1", 2);

		assertThat(keysOf(controls().list(QUEUE, JobState.QUEUED, first.next(), 2))).containsExactly("c", "d");
	}

	@Test
	void scheduledJobsAreListedAsTheyAreDue() {
		store().enqueue(QUEUE, List.of(delayed("b", HOUR), delayed("a", HOUR), delayed("c", SECOND)));

		assertThat(listed(JobState.SCHEDULED)).containsExactly("c", "a", "b");
		assertThat(controls().list(QUEUE, JobState.SCHEDULED, null, 1).jobs().get(0).times().dueAt())
			.isEqualTo(START.plusSeconds(1));
	}

	@Test
	void pageOfScheduledJobsFollowsTheOneBefore() {
		store().enqueue(QUEUE, numbered("a", 5).stream().map((key) -> delayed(key, HOUR)).toList(), JobStore.UNLIMITED);
		StoredPage first = controls().list(QUEUE, JobState.SCHEDULED, null, 2);
		StoredPage second = controls().list(QUEUE, JobState.SCHEDULED, first.next(), 2);
		controls().delete(QUEUE, ids("a00003"));

		assertThat(keysOf(first)).containsExactly("a00000", "a00001");
		assertThat(keysOf(second)).containsExactly("a00002", "a00003");
		assertThat(keysOf(controls().list(QUEUE, JobState.SCHEDULED, second.next(), 2))).containsExactly("a00004");
	}

	@Test
	void runningJobsAreListedByTheirIds() {
		enqueue("b", "C", "a");
		List<JobLease> leases = fetchJobs("w1", 10).stream().map(FetchedJob::lease).toList();
		advance(SECOND);
		leases().renew(QUEUE, "w1", LEASE, leases.subList(0, 1));

		StoredPage first = controls().list(QUEUE, JobState.RUNNING, null, 2);

		assertThat(keysOf(first)).containsExactly("C", "a");
		assertThat(first.jobs()).extracting(StoredJob::owner).containsOnly("w1");
		assertThat(keysOf(controls().list(QUEUE, JobState.RUNNING, first.next(), 2))).containsExactly("b");
	}

	@Test
	void finishedJobsAreListedFromTheLatestOnAndPagesSurviveDeletion() {
		List<String> keys = numbered("a", 7);
		enqueue(keys.toArray(String[]::new));
		List<FetchedJob> jobs = fetchJobs("w1", 10);
		complete("w1", died(jobs.get(0).lease()), died(jobs.get(1).lease()), died(jobs.get(2).lease()),
				died(jobs.get(3).lease()));
		advance(SECOND);
		complete("w1", died(jobs.get(4).lease()), died(jobs.get(5).lease()), died(jobs.get(6).lease()));

		List<String> seen = new ArrayList<>();
		@Nullable String next = null;
		do {
			StoredPage page = controls().list(QUEUE, JobState.DEAD, next, 2);
			seen.addAll(keysOf(page));
			controls().delete(QUEUE, page.jobs().stream().map(StoredJob::id).toList());
			next = page.next();
		}
		while (next != null);

		assertThat(seen).containsExactly("a00006", "a00005", "a00004", "a00003", "a00002", "a00001", "a00000");
		assertThat(count(JobState.DEAD)).isZero();
	}

	@Test
	void pageOfNothingIsEmpty() {
		for (JobState state : JobState.values()) {
			assertThat(controls().list(QUEUE, state, null, 10)).isEqualTo(new StoredPage(List.of(), null));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> controls().list(QUEUE, JobState.DEAD, "x", 10))
			.withMessageContaining("'x'");
	}

	@Test
	void runningJobsAreCountedByTheirWorkers() {
		enqueue("a", "b", "c");
		fetchJobs("w1", 2);
		String nonce = nextCall();
		leases().fetch(fetchOf("w2", nonce, "", 2));

		assertThat(controls().running(QUEUE)).isEqualTo(Map.of("w1", 2, "w2", 1));
		assertThat(controls().running("other")).isEmpty();
	}

	@Test
	void j7NoMoreDeadJobsAreKeptThanTheirLimit() {
		enqueue(numbered("a", 5).toArray(String[]::new));
		for (FetchedJob job : fetchJobs("w1", 10)) {
			complete("w1", new Died(job.lease(), "error", HOUR));
			advance(SECOND);
		}

		leases().reap(QUEUE, ReapRules.of(LEASE, new QueueRetention(HOUR, 10, HOUR, 2, HOUR)));

		assertThat(listed(JobState.DEAD)).containsExactly("a00004", "a00003");
		assertThat(store().counts(QUEUE).trimmed()).isEqualTo(3);
	}

	@Test
	void j13NoMoreSucceededJobsAreKeptThanTheirLimit() {
		leases().reap(QUEUE, ReapRules.of(LEASE, new QueueRetention(HOUR, 2, HOUR, 10, HOUR)));
		enqueue(numbered("a", 5).toArray(String[]::new));
		for (FetchedJob job : fetchJobs("w1", 10)) {
			complete("w1", succeeded(job.lease()));
			advance(SECOND);
		}

		assertThat(listed(JobState.SUCCEEDED)).containsExactly("a00004", "a00003");
	}

	@Test
	void j7JobThatDiesByItsCrashesIsKeptAsItsQueueSays() {
		enqueue("a");
		ReapRules rules = new ReapRules(LEASE, 1, Duration.ZERO,
				new QueueRetention(HOUR, 10, HOUR.multipliedBy(3), 10, HOUR));
		leases().reap(QUEUE, rules);
		fetchOne("w1");
		for (int second = 0; second < 10; second++) {
			advance(SECOND);
			leases().reap(QUEUE, rules);
		}

		assertThat(stored("a").times().keptUntil()).isEqualTo(START.plusSeconds(9).plus(HOUR.multipliedBy(3)));
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
	void queuedJobsAreListedByPriorityThenThoseThatWaitForAnother() {
		enqueue("n1", "n2");
		store().enqueue(QUEUE,
				List.of(job("h").with(JobRules.of(Priority.HIGH)), job("l").with(JobRules.of(Priority.LOW)),
						job("k1").with(concurrent("k")), job("k2").with(concurrent("k")),
						job("k3").with(concurrent("k"))),
				JobStore.UNLIMITED);
		store().enqueue(QUEUE, List.of(job("u1").with(latest("u"))), JobStore.UNLIMITED);
		fetchJobs("w1", 100);
		store().enqueue(QUEUE, List.of(job("u2").with(latest("u"))), JobStore.UNLIMITED);
		enqueue("n3");
		store().enqueue(QUEUE, List.of(job("h2").with(JobRules.of(Priority.HIGH))), JobStore.UNLIMITED);

		assertThat(listed(JobState.QUEUED)).containsExactly("h2", "n3", "k2", "k3", "u2");

		List<String> seen = new ArrayList<>();
		@Nullable String next = null;
		do {
			StoredPage page = controls().list(QUEUE, JobState.QUEUED, next, 1);
			seen.addAll(keysOf(page));
			next = page.next();
		}
		while (next != null);
		assertThat(seen).containsExactly("h2", "n3", "k2", "k3", "u2");
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

	private static JobRules latest(String key) {
		return new JobRules(Priority.NORMAL, new UniqueRule(key, UniqueMode.KEEP_LATEST, null), null);
	}

	private static JobRules concurrent(String key) {
		return new JobRules(Priority.NORMAL, null, key);
	}

}
