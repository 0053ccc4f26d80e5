package dev.scheduling.worker;

import java.time.Duration;
import java.util.List;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.job.Priority;
import dev.scheduling.queue.JobEnvelopeCodec;
import dev.scheduling.queue.QueueRules;
import dev.scheduling.queue.QueueSettings;
import dev.scheduling.store.JobRules;
import dev.scheduling.store.NewJob;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many jobs of a queue a worker runs, and that it asks as often as it must and no
 * more often.
 */
class WorkerLimitTests extends WorkerFixture {

	private static QueueSettings only(String limited, QueueRules rules) {
		return new QueueSettings((queue) -> queue.equals(limited) ? rules : QueueRules.NONE);
	}

	@Test
	void j14ProcessRunsNoMoreJobsOfAQueueThanItMayAndOthersBesideThem() {
		Gate gate = new Gate();
		handler("slow", gate);
		WorkerParts worker = worker(only("slow", new QueueRules(2, null, null, 1, null, 1)), 10, "slow", QUEUE);
		for (int i = 0; i < 5; i++) {
			enqueue("s" + i, "slow", envelope("slow", null), Duration.ZERO);
		}
		enqueue("other", "slow");

		visit(worker);

		assertThat(worker.runs().running()).hasSize(3);
		assertThat(worker.fetcher().isIdle()).isTrue();
		assertThat(worker.fetcher().open(List.of("slow", QUEUE))).containsExactly(QUEUE);
		gate.open.release(10);
		work(worker);
		assertThat(worker.fetcher().open(List.of("slow", QUEUE))).containsExactly("slow", QUEUE);
		assertThat(this.store.counts("slow").of(JobState.SUCCEEDED)).isEqualTo(5);
	}

	@Test
	void j14QueueThatWasFullIsAskedAgainWhenAPlaceIsFree() {
		Gate gate = new Gate();
		handler("slow", gate);
		handler(counting("quick"));
		WorkerParts worker = worker(only("slow", new QueueRules(1, null, null, 1, null, 1)), 10, "slow", QUEUE);
		enqueue("a", "slow", envelope("slow", null), Duration.ZERO);
		visit(worker);
		enqueue("b", "slow", envelope("quick", null), Duration.ZERO); // nobody waits for
																		// its marker
		worker.fetcher().pass();

		gate.open.release(10);
		assertThat(worker.runs().awaitNoneRunning(Duration.ofSeconds(10))).isTrue();
		worker.fetcher().pass();
		assertThat(worker.runs().awaitNoneRunning(Duration.ofSeconds(10))).isTrue();

		assertThat(this.starts).hasValue(1);
	}

	@Test
	void j14JobsOfOneConcurrencyKeyRunOneAfterAnother() {
		handler(counting("quick"));
		WorkerParts worker = worker(only(QUEUE, new QueueRules(null, null, null, 1, null, 1)), 10, QUEUE);
		this.store.enqueue(QUEUE, List.of("a", "b").stream().map((key) -> ofKey(key)).toList());

		work(worker);
		assertThat(this.starts).hasValue(1);
		work(worker); // as after the marker that the end of the first one has set

		assertThat(this.starts).hasValue(2);
	}

	private NewJob ofKey(String key) {
		return NewJob.ready(JobId.of(key, QUEUE), new JobEnvelopeCodec().encode(envelope("quick", null)))
			.with(new JobRules(Priority.NORMAL, null, "k"));
	}

	@Test
	void j25WorkerConsumesAllPartitions() {
		handler(counting("quick"));
		WorkerParts worker = worker(only("hot", new QueueRules(null, null, null, 1, null, 3)), 10, "hot");
		for (String partition : List.of("hot", "hot#1", "hot#2")) {
			this.store.enqueue(partition, List.of(NewJob.ready(JobId.ofPartition("a", partition),
					new JobEnvelopeCodec().encode(envelope("quick", null)))));
		}

		work(worker);

		assertThat(this.starts).hasValue(3);
	}

}
