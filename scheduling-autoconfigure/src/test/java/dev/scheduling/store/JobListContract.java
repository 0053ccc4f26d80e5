package dev.scheduling.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.scheduling.job.JobState;
import dev.scheduling.job.Priority;
import dev.scheduling.job.UniqueMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How every {@link QueueControlStore} lists jobs.
 */
public abstract class JobListContract extends OperatorFixture {

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
		assertThat(pageByPage(JobState.QUEUED, 1, (page) -> {
		})).containsExactly("h2", "n3", "k2", "k3", "u2");
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

		List<String> seen = pageByPage(JobState.DEAD, 2,
				(page) -> controls().delete(QUEUE, page.jobs().stream().map(StoredJob::id).toList()));

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

	private List<String> pageByPage(JobState state, int max, Consumer<StoredPage> read) {
		List<String> seen = new ArrayList<>();
		@Nullable String next = null;
		do {
			StoredPage page = controls().list(QUEUE, state, next, max);
			seen.addAll(keysOf(page));
			read.accept(page);
			next = page.next();
		}
		while (next != null);
		return seen;
	}

	private static JobRules latest(String key) {
		return new JobRules(Priority.NORMAL, new UniqueRule(key, UniqueMode.KEEP_LATEST, null), null);
	}

}
