package dev.scheduling.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.JobState;
import dev.scheduling.store.JobCompletion.Succeeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link JobLeaseStore} keeps.
 */
public abstract class JobLeaseStoreContract extends JobStoreFixture {

	@Test
	void fetchedJobIsTheWorkersUntilItsLeaseIsOut() {
		enqueue("a", "b", "c");

		FetchResult result = fetch("w1", 2);

		assertThat(keys(result.jobs())).containsExactly("a", "b");
		assertThat(result.more()).isTrue();
		FetchedJob job = result.jobs().get(0);
		assertThat(job.envelope()).isEqualTo(envelope("a"));
		assertThat(job.failures()).isZero();
		assertThat(job.leaseUntil()).isEqualTo(START.plus(LEASE));
		assertThat(stored("a").owner()).isEqualTo("w1");
		assertThat(stored("a").times().startedAt()).isEqualTo(START);
	}

	@Test
	void replayedFetchGivesTheSameJobs() {
		enqueue("a", "b", "c");
		JobFetch fetch = fetchOf("w1", "n1", "", 2);

		FetchResult first = leases().fetch(fetch);
		FetchResult replayed = leases().fetch(fetch);

		assertThat(replayed).usingRecursiveComparison().isEqualTo(first);
		assertThat(count(JobState.RUNNING)).isEqualTo(2);
	}

	@Test
	void jobsOfAnAnswerThatNeverArrivedGoBackToTheHeadAtTheNextFetch() {
		enqueue("a", "b", "c");
		leases().fetch(fetchOf("w1", "n1", "", 2));

		FetchResult second = leases().fetch(fetchOf("w1", "n2", "", 3));

		assertThat(keys(second.jobs())).containsExactly("a", "b", "c");
		assertThat(second.jobs()).allSatisfy((job) -> {
			assertThat(job.crashes()).isZero();
			assertThat(job.failures()).isZero();
		});
	}

	@Test
	void jobsOfAnAnswerThatArrivedStayTheWorkers() {
		enqueue("a", "b");
		leases().fetch(fetchOf("w1", "n1", "", 1));

		FetchResult second = leases().fetch(fetchOf("w1", "n2", "n1", 5));

		assertThat(keys(second.jobs())).containsExactly("b");
		assertThat(count(JobState.RUNNING)).isEqualTo(2);
	}

	@Test
	void j9JobsOfAnAnswerThatNeverArrivedAreNoCrashWhenTheirWorkerLivesOn() {
		enqueue("a");
		reap();
		leases().fetch(fetchOf("w1", "n1", "", 1));
		for (int second = 0; second < 9; second++) {
			leases().renew(QUEUE, "w1", LEASE, List.of());
			assertThat(pass(SECOND)).isZero();
		}

		assertThat(state("a")).isEqualTo(JobState.QUEUED);
		assertThat(stored("a").crashes()).isZero();
	}

	@Test
	void j8TokensRiseAndAreNeverReused() {
		enqueue("a", "b");
		JobLease first = fetchOne("w1");
		JobLease second = fetchOne("w1");
		complete("w1", failed(first, Duration.ZERO));
		advance(SECOND.negated());

		JobLease third = fetchOne("w1");

		assertThat(first.token()).isEqualTo(START.toEpochMilli());
		assertThat(second.token()).isGreaterThan(first.token());
		assertThat(third.token()).isGreaterThan(second.token());
	}

	@Test
	void replayedCompletionGivesTheSameAnswerAndOneEffect() {
		enqueue("a", "b", "c", "d", "e");
		List<JobLease> leases = fetchJobs("w1", 5).stream().map(FetchedJob::lease).toList();
		JobFlush flush = new JobFlush(QUEUE, "w1", "f1",
				List.of(succeeded(leases.get(0)), failed(leases.get(1), Duration.ZERO), died(leases.get(2)),
						handedBack(leases.get(3), Duration.ZERO), new Succeeded(leases.get(4), null, Duration.ZERO)));

		List<CompletionResult> first = leases().complete(flush);
		List<CompletionResult> replayed = leases().complete(flush);

		assertThat(replayed).isEqualTo(first).containsOnly(CompletionResult.ACCEPTED);
		assertThat(stored("b").failures()).isEqualTo(1);
		assertThat(keys(fetchJobs("w2", 10))).containsExactly("d", "b");
		assertThat(store().counts(QUEUE).refused()).isZero();
	}

	@Test
	void replayedCompletionWithFetchGivesTheSameAnswerAndOneEffect() {
		enqueue("a", "b", "c");
		JobLease lease = leases().fetch(fetchOf("w1", "n1", "", 1)).jobs().get(0).lease();
		JobFlush flush = new JobFlush(QUEUE, "w1", "f1", List.of(succeeded(lease)));
		JobFetch fetch = fetchOf("w1", "n2", "n1", 1);

		FlushAndFetchResult first = leases().completeAndFetch(flush, fetch);
		FlushAndFetchResult replayed = leases().completeAndFetch(flush, fetch);

		assertThat(replayed).usingRecursiveComparison().isEqualTo(first);
		assertThat(first.completions()).containsExactly(CompletionResult.ACCEPTED);
		assertThat(keys(first.fetched().jobs())).containsExactly("b");
		assertThat(first.fetched().more()).isTrue();
	}

	@Test
	void flushOfNothingStillFetches() {
		enqueue("a");

		FlushAndFetchResult result = leases().completeAndFetch(new JobFlush(QUEUE, "w1", "f1", List.of()),
				fetchOf("w1", "n1", "", 1));

		assertThat(result.completions()).isEmpty();
		assertThat(keys(result.fetched().jobs())).containsExactly("a");
	}

	@Test
	void oneAttemptNamedTwiceEndsOnce() {
		enqueue("a");
		JobLease lease = fetchOne("w1");

		assertThat(complete("w1", succeeded(lease), died(lease))).containsExactly(CompletionResult.ACCEPTED,
				CompletionResult.STALE);

		assertThat(state("a")).isEqualTo(JobState.SUCCEEDED);
	}

	@Test
	void j6FailedJobWaitsForItsRetryAndKeepsItsError() {
		enqueue("a");

		complete("w1", failed(fetchOne("w1"), SECOND.multipliedBy(2)));

		assertThat(state("a")).isEqualTo(JobState.SCHEDULED);
		assertThat(stored("a").error()).isEqualTo("java.io.IOException: a | b");
		advance(Duration.ofMillis(1999));
		assertThat(fetchJobs("w1", 1)).isEmpty();
		advance(Duration.ofMillis(1));
		assertThat(fetchJobs("w1", 1)).first().satisfies((job) -> assertThat(job.failures()).isEqualTo(1));
	}

	@Test
	void j7DeadJobLeavesEveryOtherPlace() {
		enqueue("a");

		complete("w1", died(fetchOne("w1")));

		assertThat(state("a")).isEqualTo(JobState.DEAD);
		assertThat(stored("a").owner()).isNull();
		assertThat(count(JobState.DEAD)).isEqualTo(1);
		assertThat(count(JobState.RUNNING)).isZero();
		assertThat(reap().running()).isZero();
	}

	@Test
	void j20HandedBackJobIsFirstAgainWithoutAnAttempt() {
		enqueue("a", "b", "c");
		List<FetchedJob> jobs = fetchJobs("w1", 2);

		complete("w1", handedBack(jobs.get(0).lease(), Duration.ZERO), handedBack(jobs.get(1).lease(), Duration.ZERO));

		List<FetchedJob> again = fetchJobs("w2", 3);
		assertThat(keys(again)).containsExactly("a", "b", "c");
		assertThat(again).allSatisfy((job) -> assertThat(job.failures() + job.crashes()).isZero());
	}

	@Test
	void j24JobHandedBackForLaterWaitsWithoutAnAttempt() {
		enqueue("a");

		complete("w1", handedBack(fetchOne("w1"), LEASE));

		assertThat(fetchJobs("w1", 1)).isEmpty();
		advance(LEASE);
		assertThat(fetchJobs("w1", 1)).first().satisfies((job) -> assertThat(job.failures()).isZero());
	}

	@Test
	void j8RenewedLeaseHoldsForTenLeases() {
		enqueue("a");
		reap();
		JobLease lease = fetchOne("w1");

		for (int third = 0; third < 30; third++) {
			assertThat(pass(SECOND.multipliedBy(3))).isZero();
			assertThat(leases().renew(QUEUE, "w1", LEASE, List.of(lease)).lost()).isEmpty();
		}

		assertThat(complete("w1", succeeded(lease))).containsExactly(CompletionResult.ACCEPTED);
	}

	@Test
	void j9LostLeaseIsACrashAndTheJobReadyAgainWithinASecond() {
		enqueue("a", "b");
		reap();
		fetchOne("w1");

		assertThat(pass(LEASE)).isEqualTo(1);

		List<FetchedJob> jobs = fetchJobs("w2", 2);
		assertThat(keys(jobs)).containsExactly("a", "b");
		assertThat(jobs.get(0).crashes()).isEqualTo(1);
		assertThat(jobs.get(0).failures()).isZero();
		assertThat(store().counts(QUEUE).crashes()).isEqualTo(1);
	}

	@Test
	void j9JobThatWasRenewedAndThenTakesDownItsWorkerIsACrash() {
		enqueue("a");
		reap();
		JobLease lease = fetchOne("w1");
		advance(LEASE.multipliedBy(4).dividedBy(5));
		reap();
		leases().renew(QUEUE, "w1", LEASE, List.of(lease));
		advance(LEASE.dividedBy(2));
		reap();

		assertThat(pass(LEASE.dividedBy(2))).isEqualTo(1);
		assertThat(fetchJobs("w2", 1).get(0).crashes()).isEqualTo(1);
	}

	@Test
	void j9SecondCrashWaitsAndTheThirdIsDeath() {
		enqueue("a");
		reap();
		fetchOne("w1");
		pass(LEASE);
		fetchOne("w2");
		pass(LEASE);

		assertThat(stored("a").crashes()).isEqualTo(2);
		pass(Duration.ofSeconds(60));
		fetchOne("w3");
		pass(LEASE);

		assertThat(state("a")).isEqualTo(JobState.DEAD);
		assertThat(stored("a").error()).contains("lost");
		assertThat(stored("a").failures()).isZero();
	}

	@Test
	void j8LateCompletionAfterAReapIsRefusedAndCounted() {
		enqueue("a");
		reap();
		JobLease lease = fetchOne("w1");
		pass(LEASE);

		assertThat(complete("w1", succeeded(lease))).containsExactly(CompletionResult.STALE);

		assertThat(leases().renew(QUEUE, "w1", LEASE, List.of(lease)).lost()).containsExactly(lease);
		assertThat(state("a")).isEqualTo(JobState.QUEUED);
		assertThat(store().counts(QUEUE).refused()).isEqualTo(1);
	}

	@Test
	void j8OldTokenOfTheSameWorkerIsRefused() {
		enqueue("a");
		reap();
		JobLease old = fetchOne("w1");
		pass(LEASE);
		JobLease current = fetchOne("w1");

		assertThat(complete("w1", succeeded(old))).containsExactly(CompletionResult.STALE);
		assertThat(complete("w2", succeeded(current))).containsExactly(CompletionResult.STALE);
		assertThat(complete("w1", succeeded(current))).containsExactly(CompletionResult.ACCEPTED);
	}

	@Test
	void j9OwnerThatComesBackBeforeTheReaperKeepsItsJob() {
		enqueue("a");
		reap();
		JobLease lease = fetchOne("w1");
		advance(LEASE.plus(SECOND));

		assertThat(leases().renew(QUEUE, "w1", LEASE, List.of(lease)).lost()).isEmpty();

		assertThat(pass(SECOND.multipliedBy(5))).isZero();
		assertThat(stored("a").crashes()).isZero();
	}

	@Test
	void j8ReaperWaitsAfterAnOutageOfTheStore() {
		enqueue("a", "b");
		reap();
		JobLease kept = fetchOne("w1");
		fetchOne("dead");
		pass(SECOND);
		advance(Duration.ofMinutes(1));

		assertThat(reap().crashed()).isZero();
		assertThat(leases().renew(QUEUE, "w1", LEASE, List.of(kept)).lost()).isEmpty();

		assertThat(pass(LEASE.dividedBy(3))).isEqualTo(1);
		assertThat(state("a")).isEqualTo(JobState.RUNNING);
		assertThat(state("b")).isEqualTo(JobState.QUEUED);
	}

	@Test
	void j11CancelledJobOfADeadWorkerIsCancelled() {
		enqueue("a");
		reap();
		fetchOne("w1");
		store().cancel(id("a"));

		assertThat(pass(LEASE)).isZero();

		assertThat(state("a")).isEqualTo(JobState.CANCELLED);
	}

	@Test
	void j20LeavingWorkerGivesBackWhatItNeverLearnedOf() {
		enqueue("a", "b");
		JobLease kept = leases().fetch(fetchOf("w1", "n1", "", 1)).jobs().get(0).lease();
		leases().fetch(fetchOf("w1", "n2", "n1", 1));

		leases().leave("w1", Map.of(QUEUE, "n1"));
		leases().leave("w1", Map.of(QUEUE, "n1"));

		assertThat(state("b")).isEqualTo(JobState.QUEUED);
		assertThat(complete("w1", succeeded(kept))).containsExactly(CompletionResult.ACCEPTED);
	}

	@Test
	void thousandJobsMoveInOneCall() {
		enqueue(numbered("a", 500).toArray(String[]::new));
		enqueue(numbered("b", 500).toArray(String[]::new));
		List<FetchedJob> jobs = fetchJobs("w1", 1000);

		List<CompletionResult> results = complete("w1",
				jobs.stream().map((job) -> failed(job.lease(), Duration.ZERO)).toArray(JobCompletion[]::new));

		assertThat(results).hasSize(1000).containsOnly(CompletionResult.ACCEPTED);
		assertThat(keys(fetchJobs("w2", 1000))).containsExactlyInAnyOrderElementsOf(keys(jobs));
	}

}
