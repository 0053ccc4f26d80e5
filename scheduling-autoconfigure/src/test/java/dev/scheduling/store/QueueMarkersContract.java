package dev.scheduling.store;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What all {@link QueueMarkers} keep.
 */
public abstract class QueueMarkersContract extends OperatorFixture {

	protected abstract QueueMarkers markers();

	@Test
	void j19EnqueuedJobWakesOneWorker() throws InterruptedException {
		enqueue("a");

		assertThat(await()).containsExactly(QUEUE);
		assertThat(await()).isEmpty();
	}

	@Test
	void j3DelayedJobThatIsDueFirstWakesOneWorkerToLearnOfIt() throws InterruptedException {
		store().enqueue(QUEUE, List.of(delayed("a", SECOND.multipliedBy(10))));
		assertThat(await()).containsExactly(QUEUE);
		assertThat(fetch("w1", 1).nextDueIn()).hasSeconds(10);
		assertThat(await()).isEmpty();

		store().enqueue(QUEUE, List.of(delayed("later", SECOND.multipliedBy(20))));
		assertThat(await()).isEmpty();

		store().enqueue(QUEUE, List.of(delayed("sooner", SECOND.multipliedBy(5)), delayed("latest", HOUR)));
		assertThat(await()).containsExactly(QUEUE);
		assertThat(fetch("w1", 1).nextDueIn()).hasSeconds(5);
	}

	@Test
	void j19DelayedJobWakesNobodyElseUntilItIsDue() throws InterruptedException {
		store().enqueue(QUEUE, List.of(delayed("a", SECOND)));
		fetch("w1", 0);
		assertThat(await()).isEmpty();
		advance(SECOND);

		fetch("w1", 0);

		assertThat(await()).containsExactly(QUEUE);
	}

	@Test
	void j15PausedQueueWakesNobodyAndItsEndDoes() throws InterruptedException {
		enqueue("a", "b");
		controls().pause(QUEUE);
		assertThat(await()).isEmpty();
		fetch("w1", 1);
		enqueue("c");
		store().enqueue(QUEUE, List.of(delayed("d", SECOND)));
		reap();
		assertThat(await()).isEmpty();

		controls().resume(QUEUE);

		assertThat(await()).containsExactly(QUEUE);
		assertThat(await()).isEmpty();
	}

	@Test
	void j15EndOfAPauseWakesAWorkerToLearnOfDelayedJobs() throws InterruptedException {
		controls().pause(QUEUE);
		store().enqueue(QUEUE, List.of(delayed("a", SECOND)));

		controls().resume(QUEUE);

		assertThat(await()).containsExactly(QUEUE);
		assertThat(fetch("w1", 1).nextDueIn()).isEqualTo(SECOND);
	}

	@Test
	void j7RetriedJobWakesAWorker() throws InterruptedException {
		enqueue("a");
		complete("w1", died(fetchOne("w1")));
		assertThat(await()).isEmpty();

		controls().retry(QUEUE, ids("a"));

		assertThat(await()).containsExactly(QUEUE);
	}

	@Test
	void j19FetchThatLeavesJobsWakesTheNextWorker() throws InterruptedException {
		enqueue("a", "b");
		await();
		fetch("w1", 1);

		assertThat(await()).containsExactly(QUEUE);
	}

	@Test
	void j19FetchOfAllJobsLeavesNobodyToWake() throws InterruptedException {
		enqueue("a", "b");
		fetch("w1", 2);

		assertThat(await()).isEmpty();
	}

	@Test
	void j19HandedBackRetriedAndReapedJobsWakeAWorker() throws InterruptedException {
		enqueue("a", "b", "c");
		reap();
		complete("w1", handedBack(fetchOne("w1"), Duration.ZERO));
		assertThat(await()).containsExactly(QUEUE);
		List<FetchedJob> jobs = fetchJobs("w1", 3);
		complete("w1", failed(jobs.get(0).lease(), Duration.ZERO));
		assertThat(await()).containsExactly(QUEUE);
		fetch("w1", 1);
		pass(LEASE);

		assertThat(await()).containsExactly(QUEUE);
	}

	private Set<String> await() throws InterruptedException {
		return markers().await(List.of("other", QUEUE), Duration.ofMillis(50));
	}

}
