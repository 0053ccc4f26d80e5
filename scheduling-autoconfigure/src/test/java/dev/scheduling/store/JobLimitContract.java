package dev.scheduling.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.scheduling.job.JobState;
import dev.scheduling.job.Priority;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many jobs run, start and wait at most.
 */
public abstract class JobLimitContract extends JobStoreFixture {

	private static final QueueLimits TWO = new QueueLimits(2, null, 1);

	private static final QueueLimits FIVE_A_SECOND = new QueueLimits(null, new QueueLimits.Rate(5, SECOND), 1);

	private String last = "";

	private FetchResult fetch(String owner, int max, QueueLimits limits) {
		String nonce = nextCall();
		FetchResult result = leases().fetch(new JobFetch(QUEUE, owner, nonce, this.last, max, LEASE, limits));
		this.last = nonce;
		return result;
	}

	private NewJob ofKey(String job, String key, Priority priority) {
		return job(job).with(new JobRules(priority, null, key));
	}

	private void enqueueOfKey(String key, String... jobs) {
		store().enqueue(QUEUE, List.of(jobs).stream().map((job) -> ofKey(job, key, Priority.NORMAL)).toList());
	}

	@Test
	void j14NoMoreJobsOfAQueueRunThanItsLimitAllows() {
		enqueue("a", "b", "c");

		FetchResult first = fetch("w1", 10, TWO);
		FetchResult second = fetch("w2", 10, TWO);

		assertThat(keys(first.jobs())).containsExactly("a", "b");
		assertThat(first.more()).isFalse();
		assertThat(second.jobs()).isEmpty();
		complete("w1", succeeded(first.jobs().get(0).lease()));
		assertThat(keys(fetch("w2", 10, TWO).jobs())).containsExactly("c");
	}

	@Test
	void j14CrashedJobCountsUntilItIsTaken() {
		enqueue("a", "b", "c");
		fetch("w1", 2, TWO);
		advance(LEASE);

		assertThat(fetch("w2", 10, TWO).jobs()).isEmpty();
		pass(LEASE);

		assertThat(fetch("w2", 10, TWO).jobs()).hasSize(2);
	}

	@Test
	void j14JobsOfOneConcurrencyKeyRunOneAfterAnotherInOrder() {
		enqueueOfKey("k|%", "a", "b", "c");
		enqueue("other");

		List<FetchedJob> first = fetch("w1", 10, QueueLimits.NONE).jobs();

		assertThat(keys(first)).containsExactly("a", "other");
		assertThat(count(JobState.QUEUED)).isEqualTo(2);
		complete("w1", succeeded(first.get(0).lease()));
		List<FetchedJob> second = fetch("w1", 10, QueueLimits.NONE).jobs();
		assertThat(keys(second)).containsExactly("b");
		complete("w1", failed(second.get(0).lease(), HOUR));
		assertThat(keys(fetch("w1", 10, QueueLimits.NONE).jobs())).containsExactly("c");
	}

	@Test
	void j14SlotThatWasPromisedIsNotTakenByALaterJob() {
		enqueueOfKey("k", "a", "b");
		JobLease running = fetchOne("w1");
		assertThat(fetchJobs("w1", 10)).isEmpty();
		complete("w1", succeeded(running));
		store().enqueue(QUEUE, List.of(ofKey("urgent", "k", Priority.HIGH)));

		assertThat(keys(fetchJobs("w1", 10))).containsExactly("b");
	}

	@Test
	void j14HigherPriorityGetsAFreeSlotFirst() {
		store().enqueue(QUEUE, List.of(ofKey("a", "k", Priority.HIGH), ofKey("l", "k", Priority.LOW),
				ofKey("n", "k", Priority.NORMAL)));
		JobLease running = fetchJobs("w1", 10).get(0).lease();
		complete("w1", succeeded(running));

		assertThat(keys(fetchJobs("w1", 10))).containsExactly("n");
	}

	@Test
	void j14CancelledJobGivesUpTheSlotThatItWasPromised() {
		enqueueOfKey("k", "a", "b", "c");
		JobLease running = fetchJobs("w1", 10).get(0).lease();
		complete("w1", succeeded(running));

		store().cancel(id("b"));

		assertThat(keys(fetchJobs("w1", 10))).containsExactly("c");
	}

	@Test
	void j14AsManyJobsOfAKeyRunAsAreAllowed() {
		enqueueOfKey("k", "a", "b", "c");

		assertThat(keys(fetch("w1", 10, new QueueLimits(null, null, 2)).jobs())).containsExactly("a", "b");
	}

	@Test
	void j14CrashOfASlotsHolderFreesIt() {
		enqueueOfKey("k", "a", "b");
		fetchJobs("w1", 10);
		pass(LEASE.plus(LEASE));

		assertThat(keys(fetchJobs("w2", 10))).containsExactly("a");
	}

	@Test
	void j14NoMoreJobsStartWithinAnyTimeThanTheRateAllows() {
		enqueue(numbered("j", 40).toArray(String[]::new));
		List<Integer> starts = new ArrayList<>();

		for (int step = 0; step < 100; step++) {
			starts.add(fetch("w1", 10, FIVE_A_SECOND).jobs().size());
			advance(Duration.ofMillis(37));
		}

		for (int from = 0; from + 27 <= starts.size(); from++) { // 26 steps and a bit are
																	// a second
			assertThat(starts.subList(from, from + 27).stream().mapToInt(Integer::intValue).sum())
				.isLessThanOrEqualTo(5);
		}
		assertThat(starts.stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(15);
	}

	@Test
	void j14FetchTellsWhenTheRateLetsAnotherJobStart() {
		enqueue(numbered("j", 6).toArray(String[]::new));
		FetchResult limited = fetch("w1", 10, FIVE_A_SECOND);

		assertThat(limited.jobs()).hasSize(5);
		assertThat(limited.more()).isFalse();
		assertThat(limited.nextDueIn()).isNotNull();
		advance(limited.nextDueIn().minusMillis(1));
		assertThat(fetch("w1", 10, FIVE_A_SECOND).jobs()).isEmpty();
		advance(Duration.ofMillis(1));
		assertThat(fetch("w1", 10, FIVE_A_SECOND).jobs()).hasSize(1);
	}

	@Test
	void j14FullQueueRefusesAWholeCall() {
		assertThat(store().enqueue(QUEUE, List.of(job("a"), delayed("b", HOUR)), 3))
			.containsOnly(EnqueueResult.ACCEPTED);

		assertThat(store().enqueue(QUEUE, List.of(job("c"), job("d")), 3)).containsOnly(EnqueueResult.FULL);
		assertThat(store().find(id("c"))).isEmpty();
		assertThat(store().enqueue(QUEUE, List.of(job("a"), job("e")), 3)).containsOnly(EnqueueResult.ACCEPTED);
		assertThat(store().enqueue(QUEUE, List.of(job("f")), 3)).containsOnly(EnqueueResult.FULL);
		fetchOne("w1");
		assertThat(store().enqueue(QUEUE, List.of(job("g")), 3)).containsOnly(EnqueueResult.ACCEPTED);
	}

}
