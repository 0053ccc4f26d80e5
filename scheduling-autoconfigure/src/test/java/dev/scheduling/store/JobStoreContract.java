package dev.scheduling.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.JobCompletion.Succeeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link JobStore} keeps.
 */
public abstract class JobStoreContract extends JobStoreFixture {

	@Test
	void j1EnqueuedJobIsFoundQueued() {
		assertThat(store().enqueue(QUEUE, List.of(job("a")))).containsExactly(EnqueueResult.ACCEPTED);

		StoredJob stored = stored("a");
		assertThat(stored.state()).isEqualTo(JobState.QUEUED);
		assertThat(stored.envelope()).isEqualTo(envelope("a"));
		assertThat(stored.times().startedAt()).isNull();
		assertThat(store().queues()).contains(QUEUE);
	}

	@Test
	void j1ReplayedEnqueueGivesTheSameAnswerAndOneJob() {
		List<NewJob> jobs = List.of(job("a"), delayed("b", SECOND));

		List<EnqueueResult> first = store().enqueue(QUEUE, jobs);
		List<EnqueueResult> replayed = store().enqueue(QUEUE, jobs);

		assertThat(replayed).isEqualTo(first).containsOnly(EnqueueResult.ACCEPTED);
		assertThat(count(JobState.QUEUED)).isEqualTo(1);
		assertThat(count(JobState.SCHEDULED)).isEqualTo(1);
	}

	@Test
	void j1ReplayedEnqueueOfARunningJobStartsItOnce() {
		enqueue("a");
		fetchOne("w1");

		enqueue("a");

		assertThat(fetchJobs("w1", 10)).isEmpty();
	}

	@Test
	void j2AnotherJobOfTheSameIdIsADuplicate() {
		enqueue("a");
		NewJob other = NewJob.ready(id("a"), envelope("other"));

		List<EnqueueResult> results = store().enqueue(QUEUE, List.of(job("b"), other, job("c")));

		assertThat(results).containsExactly(EnqueueResult.ACCEPTED, EnqueueResult.DUPLICATE, EnqueueResult.ACCEPTED);
		assertThat(stored("a").envelope()).isEqualTo(envelope("a"));
		assertThat(count(JobState.QUEUED)).isEqualTo(3);
	}

	@Test
	void j2BatchKeepsItsOrder() {
		List<String> keys = numbered("job", JobStore.MAX_BATCH);
		enqueue(keys.toArray(String[]::new));

		assertThat(keys(fetchJobs("w1", 1000))).isEqualTo(keys);
	}

	@Test
	void j1FinishedIdIsRememberedForAMinuteWithoutRetention() {
		enqueue("a");
		complete("w1", new Succeeded(fetchOne("w1"), null, Duration.ZERO));

		assertThat(store().find(id("a"))).isEmpty();
		assertThat(store().cancel(id("a"))).isEqualTo(CancelResult.FINISHED);
		advance(Duration.ofSeconds(59));
		reap();
		assertThat(store().enqueue(QUEUE, List.of(job("a")))).containsExactly(EnqueueResult.ACCEPTED);
		assertThat(store().find(id("a"))).isEmpty();
		advance(SECOND);
		reap();
		store().enqueue(QUEUE, List.of(job("a")));
		assertThat(store().find(id("a"))).isPresent();
	}

	@Test
	void j1ShortRetentionIsAMinute() {
		enqueue("a");
		complete("w1", new Succeeded(fetchOne("w1"), null, SECOND));

		advance(Duration.ofSeconds(59));
		reap();

		assertThat(state("a")).isEqualTo(JobState.SUCCEEDED);
	}

	@Test
	void j3DelayedJobIsNeverEarly() {
		store().enqueue(QUEUE, List.of(delayed("a", Duration.ofMillis(1500))));

		advance(Duration.ofMillis(1499));
		FetchResult early = fetch("w1", 10);
		advance(Duration.ofMillis(1));
		FetchResult due = fetch("w1", 10);

		assertThat(early.jobs()).isEmpty();
		assertThat(early.nextDueIn()).isEqualTo(Duration.ofMillis(1));
		assertThat(due.jobs()).hasSize(1);
		assertThat(due.nextDueIn()).isNull();
	}

	@Test
	void j3FractionOfAMillisecondIsNotEarly() {
		store().enqueue(QUEUE, List.of(new NewJob(id("a"), envelope("a"), Duration.ZERO, START.plusNanos(1_000_001))));

		advance(Duration.ofMillis(1));
		assertThat(fetchJobs("w1", 10)).isEmpty();

		advance(Duration.ofMillis(1));
		assertThat(fetchJobs("w1", 10)).hasSize(1);
	}

	@Test
	void j3PassedTimeIsNoDelay() {
		store().enqueue(QUEUE, List.of(new NewJob(id("a"), envelope("a"), Duration.ZERO, START.minusSeconds(1))));

		assertThat(state("a")).isEqualTo(JobState.QUEUED);
	}

	@Test
	void j3PromotionNeedsNoPermit() {
		store().enqueue(QUEUE, List.of(delayed("a", SECOND)));
		assertThat(stored("a").times().dueAt()).isEqualTo(START.plusSeconds(1));
		advance(SECOND);

		FetchResult result = fetch("w1", 0);

		assertThat(result.jobs()).isEmpty();
		assertThat(result.more()).isTrue();
		assertThat(state("a")).isEqualTo(JobState.QUEUED);
	}

	@Test
	void j11CancelledWaitingJobNeverStarts() {
		enqueue("a", "b", "c");
		store().enqueue(QUEUE, List.of(delayed("d", SECOND)));

		assertThat(store().cancel(id("b"))).isEqualTo(CancelResult.CANCELLED);
		assertThat(store().cancel(id("b"))).isEqualTo(CancelResult.CANCELLED);
		assertThat(store().cancel(id("d"))).isEqualTo(CancelResult.CANCELLED);

		assertThat(count(JobState.QUEUED)).isEqualTo(2);
		advance(SECOND);
		assertThat(keys(fetchJobs("w1", 10))).containsExactly("a", "c");
		assertThat(state("b")).isEqualTo(JobState.CANCELLED);
		assertThat(state("d")).isEqualTo(JobState.CANCELLED);
		assertThat(count(JobState.QUEUED)).isZero();
	}

	@Test
	void j11RunOfCancelledJobsDoesNotHideTheOnesBehind() {
		List<String> keys = numbered("job", 50);
		enqueue(keys.toArray(String[]::new));
		keys.subList(0, 49).forEach((key) -> store().cancel(id(key)));

		assertThat(keys(fetchJobs("w1", 1))).containsExactly(keys.get(49));
	}

	@Test
	void j11RunningJobEndsCancelledWhateverItsCodeDoes() {
		enqueue("a", "b", "c", "d");
		List<FetchedJob> jobs = fetchJobs("w1", 4);
		jobs.forEach((job) -> assertThat(store().cancel(job.lease().id())).isEqualTo(CancelResult.REQUESTED));
		List<JobLease> leases = jobs.stream().map(FetchedJob::lease).toList();

		RenewalResult renewal = leases().renew(QUEUE, "w1", LEASE, leases);
		List<CompletionResult> results = complete("w1", succeeded(leases.get(0)), failed(leases.get(1), Duration.ZERO),
				died(leases.get(2)), handedBack(leases.get(3), Duration.ZERO));

		assertThat(renewal.lost()).isEmpty();
		assertThat(renewal.cancelled()).containsExactlyInAnyOrderElementsOf(leases);
		assertThat(results).containsOnly(CompletionResult.CANCELLED);
		assertThat(Stream.of("a", "b", "c", "d").map(this::state)).containsOnly(JobState.CANCELLED);
		assertThat(fetchJobs("w1", 10)).isEmpty();
	}

	@Test
	void j11FinishedOrUnknownJobIsNotCancelled() {
		enqueue("a", "b");
		complete("w1", succeeded(fetchOne("w1")), died(fetchOne("w1")));

		assertThat(store().cancel(id("a"))).isEqualTo(CancelResult.FINISHED);
		assertThat(store().cancel(id("b"))).isEqualTo(CancelResult.FINISHED);
		assertThat(store().cancel(id("c"))).isEqualTo(CancelResult.UNKNOWN);
	}

	@Test
	void malformedIdIsUnknown() {
		for (String text : List.of("", "no such/id", "{x}", "a.b c", "ä")) {
			JobId id = new JobId(text);
			assertThat(store().find(id)).isEmpty();
			assertThat(store().result(id)).isEmpty();
			assertThat(store().log(id)).isEmpty();
			assertThat(store().cancel(id)).isEqualTo(CancelResult.UNKNOWN);
		}
	}

	@Test
	void idAloneFindsAJobOfAnotherQueue() {
		JobId id = JobId.of("a", "mail.fast_1");
		store().enqueue("mail.fast_1", List.of(NewJob.ready(id, envelope("a"))));

		assertThat(id.value()).isEqualTo("a.mail.fast_1");
		assertThat(store().find(new JobId("a.mail.fast_1"))).isPresent();
		assertThat(store().find(id("a"))).isEmpty();
		assertThat(store().queues()).contains("mail.fast_1");
	}

	@Test
	void j13ResultIsKeptWithItsJob() {
		enqueue("a", "b");
		complete("w1", new Succeeded(fetchOne("w1"), envelope("result"), HOUR), succeeded(fetchOne("w1")));

		assertThat(store().result(id("a")))
			.hasValueSatisfying((bytes) -> assertThat(bytes).isEqualTo(envelope("result")));
		assertThat(store().result(id("b"))).isEmpty();
		assertThat(stored("a").times().finishedAt()).isEqualTo(START);
		assertThat(stored("a").times().keptUntil()).isEqualTo(START.plus(HOUR));
		advance(HOUR);
		reap();
		assertThat(store().find(id("a"))).isEmpty();
		assertThat(store().result(id("a"))).isEmpty();
	}

	@Test
	void j13NoMoreThanTenThousandSucceededAreKept() {
		for (int batch = 0; batch < 21; batch++) {
			enqueue(numbered("batch" + (char) ('a' + batch) + '-', 500).toArray(String[]::new));
			complete("w1",
					fetchJobs("w1", 500).stream().map((job) -> succeeded(job.lease())).toArray(JobCompletion[]::new));
			advance(Duration.ofMillis(1));
		}

		assertThat(count(JobState.SUCCEEDED)).isEqualTo(10_000);
		assertThat(store().counts(QUEUE).trimmed()).isEqualTo(500);
		assertThat(store().find(id("batcha-00000"))).isEmpty();
		assertThat(store().enqueue(QUEUE, List.of(job("batcha-00000")))).containsExactly(EnqueueResult.ACCEPTED);
		assertThat(store().find(id("batcha-00000"))).isEmpty();
	}

	@Test
	void j12ReportIsStoredOnceAndNeverForANewerAttempt() {
		enqueue("a");
		JobLease first = fetchOne("w1");
		JobReport report = new JobReport(first, 1, new Job.Progress(1, 3), List.of("one | 1", "two"));

		assertThat(leases().report(QUEUE, "w1", report)).isTrue();
		assertThat(leases().report(QUEUE, "w1", report)).isTrue();
		complete("w1", failed(first, Duration.ZERO));
		JobLease second = fetchOne("w1");
		JobReport late = new JobReport(first, 2, new Job.Progress(2, 3), List.of("late"));
		assertThat(leases().report(QUEUE, "w1", late)).isFalse();
		leases().report(QUEUE, "w1", new JobReport(second, 1, null, List.of("three")));

		assertThat(store().log(id("a"))).containsExactly("one | 1", "two", "three");
		assertThat(stored("a").progress()).isEqualTo(new Job.Progress(1, 3));
	}

	@Test
	void j12LogKeepsItsLastThousandLines() {
		enqueue("a");
		JobLease lease = fetchOne("w1");
		leases().report(QUEUE, "w1", new JobReport(lease, 1, null, numbered("x", 900)));
		leases().report(QUEUE, "w1", new JobReport(lease, 2, null, numbered("y", 900)));

		List<String> log = store().log(id("a"));

		assertThat(log).hasSize(1000).startsWith("x00800").endsWith("y00899");
	}

	@Test
	void announcedWorkerLivesForItsLifetime() {
		leases().announce("w1", "f1", List.of("mail"), LEASE);
		leases().announce("w2", "f2", List.of("mail"), LEASE.multipliedBy(2));

		assertThat(store().workers()).extracting(LiveWorker::name).containsExactlyInAnyOrder("w1", "w2");
		assertThat(store().queues()).contains("mail");
		advance(LEASE);
		assertThat(store().workers()).extracting(LiveWorker::name).containsExactly("w2");
		leases().leave("w2", Map.of("mail", ""));
		assertThat(store().workers()).isEmpty();
	}

	@Test
	void announcedWorkerConsumesItsQueues() {
		leases().announce("w1", "f1", List.of("mail", "slow"), LEASE);
		leases().announce("w2", "f2", List.of("mail"), LEASE.multipliedBy(2));
		assertThat(store().workers("mail")).containsExactlyInAnyOrder("w1", "w2");
		assertThat(store().workers("slow")).containsExactly("w1");
		assertThat(store().workers("il")).isEmpty();

		leases().announce("w1", "f1", List.of("slow"), LEASE);
		assertThat(store().workers("mail")).containsExactly("w2");

		advance(LEASE);
		assertThat(store().workers("slow")).isEmpty();
		leases().leave("w2", Map.of("mail", ""));
		assertThat(store().workers("mail")).isEmpty();
	}

}
