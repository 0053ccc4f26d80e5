package dev.scheduling.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.scheduling.job.JobState;
import dev.scheduling.store.JobCompletion.Died;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link QueueControlStore} keeps of whole queues.
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

}
