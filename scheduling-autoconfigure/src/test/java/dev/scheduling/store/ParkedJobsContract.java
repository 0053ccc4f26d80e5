package dev.scheduling.store;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.scheduling.job.Job;
import dev.scheduling.job.JobState;
import dev.scheduling.job.Priority;
import dev.scheduling.job.RetryResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * J17, as far as a store keeps it: jobs that no worker could run so far.
 */
public abstract class ParkedJobsContract extends OperatorFixture {

	private static final Duration WEEK = Duration.ofDays(7);

	private static final ParkedGroup EXPORTS = new ParkedGroup("export", Set.of(OLD));

	@Test
	void j17ParkedJobWaitsWithItsReasonAndNoAttempt() {
		enqueue("a");

		park("a", "export", OLD);

		assertThat(stored("a")).extracting(StoredJob::state, StoredJob::failures, StoredJob::crashes, StoredJob::owner)
			.containsExactly(JobState.PARKED, 0, 0, null);
		assertThat(stored("a").parking())
			.isEqualTo(new Job.Parking("no handler | of that name\nhere", Set.of(OLD), START, START.plus(WEEK)));
		assertThat(count(JobState.PARKED)).isEqualTo(1);
		assertThat(fetch("w1", 10)).isEqualTo(new FetchResult(List.of(), false, null));
		assertThat(reap().parked()).containsExactly(EXPORTS);
	}

	@Test
	void j17OtherWorkerTakesItStraightToRunning() {
		enqueue("a", "b", "c");
		park("a", "export", OLD);
		park("b", "mail", OLD);

		FetchResult fetched = fetchParked("w2", 10, EXPORTS);

		assertThat(keys(fetched.jobs())).containsExactlyInAnyOrder("a", "c");
		assertThat(state("a")).isEqualTo(JobState.RUNNING);
		assertThat(stored("a").parking()).isNull();
		assertThat(state("b")).isEqualTo(JobState.PARKED);
		assertThat(reap().parked()).containsExactly(new ParkedGroup("mail", Set.of(OLD)));
		JobLease lease = fetched.jobs()
			.stream()
			.map(FetchedJob::lease)
			.filter((each) -> each.id().equals(id("a")))
			.findFirst()
			.orElseThrow();
		assertThat(complete("w2", succeeded(lease))).containsExactly(CompletionResult.ACCEPTED);
	}

	@Test
	void j17NoMoreAreTakenThanThereArePlaces() {
		enqueue("a", "b", "c", "d");
		park("a", "export", OLD);
		park("b", "export", OLD);
		park("c", "export", OLD);

		FetchResult first = fetchParked("w2", 2, EXPORTS);

		assertThat(first.jobs()).hasSize(2);
		assertThat(first.more()).isTrue();
		assertThat(fetchParked("w2", 2, EXPORTS).jobs()).hasSize(2);
		assertThat(fetchParked("w2", 2, EXPORTS).more()).isFalse();
	}

	@Test
	void j17WorkerThatCouldNotRunItEitherIsRemembered() {
		enqueue("a");
		park("a", "export", OLD);
		advance(Duration.ofHours(1));
		JobLease lease = fetchParked("w2", 1, EXPORTS).jobs().get(0).lease();

		complete("w2", parked(lease, "export", NEW));

		assertThat(reap().parked()).containsExactly(new ParkedGroup("export", Set.of(OLD, NEW)));
		assertThat(stored("a").parking()).extracting(Job.Parking::since, Job.Parking::until)
			.containsExactly(START, START.plus(WEEK));
		assertThat(fetchParked("w2", 1, EXPORTS).jobs()).isEmpty();
	}

	@Test
	void j17OldWorkerThatMeetsItAgainChangesNothing() {
		enqueue("a");
		park("a", "export", OLD);
		JobLease lease = fetchParked("w2", 1, EXPORTS).jobs().get(0).lease();
		complete("w2", failed(lease, Duration.ZERO));

		park("a", "export", OLD);

		assertThat(reap().parked()).containsExactly(EXPORTS);
		assertThat(stored("a").failures()).isEqualTo(1);
	}

	@Test
	void j17LostAnswerOfAFetchLosesNoParkedJob() {
		enqueue("a");
		park("a", "export", OLD);
		leases().fetch(new JobFetch(QUEUE, "w2", "n1", "", 1, LEASE).with(List.of(EXPORTS)));

		FetchResult repeated = leases().fetch(new JobFetch(QUEUE, "w2", "n1", "", 1, LEASE).with(List.of(EXPORTS)));
		FetchResult next = leases().fetch(new JobFetch(QUEUE, "w2", "n2", "", 1, LEASE));

		assertThat(keys(repeated.jobs())).containsExactly("a");
		assertThat(keys(next.jobs())).containsExactly("a");
	}

	@Test
	void j17PausedQueueGivesOutNoParkedJob() {
		enqueue("a");
		park("a", "export", OLD);
		controls().pause(QUEUE);

		FetchResult result = fetchParked("w2", 1, EXPORTS);

		assertThat(result.jobs()).isEmpty();
		assertThat(result.more()).isFalse();
	}

	@Test
	void j17ParkedJobIsDeadAfterAWeek() {
		enqueue("a");
		park("a", "export", OLD);
		advance(WEEK.minus(SECOND));
		reap();
		assertThat(state("a")).isEqualTo(JobState.PARKED);

		advance(SECOND);
		reap();

		assertThat(state("a")).isEqualTo(JobState.DEAD);
		assertThat(stored("a").error())
			.isEqualTo("No worker could run the job for too long: no handler | of that name\nhere");
		assertThat(reap().parked()).isEmpty();
		assertThat(fetchParked("w2", 1, EXPORTS).jobs()).isEmpty();
	}

	@Test
	void j17ParkedJobIsCancelledDeletedOrRetried() {
		enqueue("a", "b", "c");
		List.of("a", "b", "c").forEach((key) -> park(key, "export", OLD));

		assertThat(store().cancel(id("a"))).isEqualTo(CancelResult.CANCELLED);
		assertThat(controls().delete(QUEUE, ids("b"))).containsExactly(DeleteResult.DELETED);
		assertThat(controls().retry(QUEUE, ids("c"))).containsExactly(RetryResult.RETRIED);

		assertThat(reap().parked()).isEmpty();
		assertThat(fetchParked("w2", 1, EXPORTS).jobs()).extracting((job) -> job.lease().id()).containsExactly(id("c"));
		assertThat(count(JobState.QUEUED)).isZero();
		assertThat(count(JobState.PARKED)).isZero();
		assertThat(state("a")).isEqualTo(JobState.CANCELLED);
	}

	@Test
	void j17RetriedParkedJobIsNewToEveryWorker() {
		enqueue("a");
		park("a", "export", OLD);
		controls().retry(QUEUE, ids("a"));

		park("a", "export", NEW);

		assertThat(reap().parked()).containsExactly(new ParkedGroup("export", Set.of(NEW)));
	}

	@Test
	void j17CancelledRunIsNotParked() {
		enqueue("a");
		JobLease lease = fetchOne("w1");
		store().cancel(id("a"));

		assertThat(complete("w1", parked(lease, "export", OLD))).containsExactly(CompletionResult.CANCELLED);
		assertThat(state("a")).isEqualTo(JobState.CANCELLED);
	}

	@Test
	void j17ParkedJobsAreListedFromTheLatestOn() {
		enqueue("a", "b", "c");
		park("a", "export", OLD);
		advance(SECOND);
		park("b", "mail", OLD);
		park("c", "export", NEW);

		assertThat(listed(JobState.PARKED)).containsExactly("c", "b", "a");
		assertThat(reap().parked()).containsExactlyInAnyOrder(EXPORTS, new ParkedGroup("export", Set.of(NEW)),
				new ParkedGroup("mail", Set.of(OLD)));
	}

	@Test
	void j14ParkedJobFreesItsSlotAndStaysWhileThereIsNone() {
		JobRules rules = new JobRules(Priority.NORMAL, null, "k");
		store().enqueue(QUEUE, List.of(job("a").with(rules), job("b").with(rules)), JobStore.UNLIMITED);
		park("a", "export", OLD);
		JobLease running = fetchOne("w1");

		FetchResult full = fetchParked("w2", 2, EXPORTS);
		complete("w1", succeeded(running));

		assertThat(running.id()).isEqualTo(id("b"));
		assertThat(full.jobs()).isEmpty();
		assertThat(full.more()).isFalse();
		assertThat(keys(fetchParked("w2", 2, EXPORTS).jobs())).containsExactly("a");
	}

	private void park(String key, String handler, String fingerprint) {
		JobLease lease = fetchOne("w1");
		assertThat(lease.id()).isEqualTo(id(key));
		assertThat(complete("w1", parked(lease, handler, fingerprint))).containsExactly(CompletionResult.ACCEPTED);
	}

}
