package dev.scheduling.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.scheduling.job.JobState;
import dev.scheduling.job.Priority;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In which order jobs start, and until when.
 */
public abstract class JobOrderContract extends JobStoreFixture {

	private void enqueue(Priority priority, List<String> keys) {
		for (int from = 0; from < keys.size(); from += JobStore.MAX_BATCH) {
			List<String> part = keys.subList(from, Math.min(keys.size(), from + JobStore.MAX_BATCH));
			store().enqueue(QUEUE, part.stream().map((key) -> job(key).with(JobRules.of(priority))).toList());
		}
	}

	private void enqueue(Priority priority, String... keys) {
		enqueue(priority, List.of(keys));
	}

	@Test
	void j4HigherPriorityGoesFirstAndOneLevelIsInOrder() {
		enqueue(Priority.LOW, "l1", "l2");
		enqueue(Priority.NORMAL, "n1", "n2");
		enqueue(Priority.HIGH, "h1", "h2");

		assertThat(keys(fetchJobs("w1", 3))).containsExactly("h1", "h2", "n1");
		assertThat(keys(fetchJobs("w1", 10))).containsExactly("n2", "l1", "l2");
	}

	@Test
	void j4EachSixteenthJobComesFromBelow() {
		enqueue(Priority.HIGH, numbered("h", 100));
		enqueue(Priority.LOW, "l1", "l2", "l3");

		List<String> order = keys(fetchJobs("w1", 48));

		assertThat(order.indexOf("l1")).isEqualTo(15);
		assertThat(order.indexOf("l2")).isEqualTo(31);
		assertThat(order.indexOf("l3")).isEqualTo(47);
	}

	@Test
	void j4SixteenthIsCountedInJobsWhateverTheBatches() {
		enqueue(Priority.HIGH, numbered("h", 100));
		enqueue(Priority.NORMAL, "n1", "n2");
		List<String> order = new ArrayList<>();

		for (int batch : new int[] { 1, 5, 7, 2, 1, 10, 6 }) {
			order.addAll(keys(fetchJobs("w1", batch)));
		}

		assertThat(order.indexOf("n1")).isEqualTo(15);
		assertThat(order.indexOf("n2")).isEqualTo(31);
	}

	@Test
	void j4OfTwoLevelsBelowTheOneWhoseHeadIsOlderIsServed() {
		enqueue(Priority.HIGH, numbered("h", 40));
		enqueue(Priority.NORMAL, "task~2000", "task~2001");
		enqueue(Priority.LOW, "task~1000", "task~3000");

		List<String> order = keys(fetchJobs("w1", 32));

		assertThat(order.get(15)).isEqualTo("task~1000");
		assertThat(order.get(31)).isEqualTo("task~2000");
	}

	@Test
	void j4NobodyIsPassedOverWhereNobodyElseWaits() {
		enqueue(Priority.HIGH, numbered("h", 20));
		fetchJobs("w1", 20);
		enqueue(Priority.HIGH, numbered("i", 20));
		enqueue(Priority.LOW, "l1");

		assertThat(keys(fetchJobs("w1", 15))).doesNotContain("l1");
	}

	@Test
	void j4RetriedAndHandedBackJobsKeepTheirPriority() {
		enqueue(Priority.HIGH, "h1");
		enqueue(Priority.LOW, "l1", "l2");
		List<JobLease> leases = fetchJobs("w1", 2).stream().map(FetchedJob::lease).toList();
		enqueue(Priority.NORMAL, "n1");
		complete("w1", failed(leases.get(0), SECOND), handedBack(leases.get(1), Duration.ZERO));
		advance(SECOND);

		assertThat(keys(fetchJobs("w1", 10))).containsExactly("h1", "n1", "l1", "l2");
		assertThat(stored("l1").rules().priority()).isEqualTo(Priority.LOW);
	}

	@Test
	void j4DelayedJobJoinsItsLevel() {
		store().enqueue(QUEUE, List.of(delayed("h1", SECOND).with(JobRules.of(Priority.HIGH)), job("n1")));
		advance(SECOND);

		assertThat(keys(fetchJobs("w1", 10))).containsExactly("h1", "n1");
	}

	@Test
	void expiresInJobThatIsNotStartedInTimeEndsCancelled() {
		store().enqueue(QUEUE,
				List.of(job("a").expiringIn(SECOND), job("b"), job("c").expiringIn(SECOND.multipliedBy(2))));
		advance(SECOND);

		assertThat(keys(fetchJobs("w1", 10))).containsExactly("b", "c");
		assertThat(stored("a").state()).isEqualTo(JobState.CANCELLED);
		assertThat(stored("a").error()).contains("not started in time");
		assertThat(store().counts(QUEUE).expired()).isEqualTo(1);
	}

	@Test
	void expiresInCountsFromWhenTheJobMayStart() {
		store().enqueue(QUEUE, List.of(delayed("a", HOUR).expiringIn(SECOND)));
		advance(HOUR);

		assertThat(keys(fetchJobs("w1", 10))).containsExactly("a");
	}

	@Test
	void expiresInNoLongerMattersOnceTheJobWasStarted() {
		store().enqueue(QUEUE, List.of(job("a").expiringIn(SECOND)));
		complete("w1", failed(fetchOne("w1"), HOUR));
		advance(HOUR);
		reap();

		assertThat(keys(fetchJobs("w1", 10))).containsExactly("a");
	}

	@Test
	void expiresInIsNoticedByTheReaperWhereNobodyFetches() {
		store().enqueue(QUEUE, List.of(job("a").expiringIn(SECOND), job("b")));
		advance(SECOND);
		reap();

		assertThat(state("a")).isEqualTo(JobState.CANCELLED);
		assertThat(count(JobState.QUEUED)).isEqualTo(1);
		assertThat(store().counts(QUEUE).expired()).isEqualTo(1);
	}

}
