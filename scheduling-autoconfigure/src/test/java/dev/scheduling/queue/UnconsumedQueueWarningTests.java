package dev.scheduling.queue;

import java.time.Duration;
import java.util.List;

import dev.scheduling.job.JobOptions;
import dev.scheduling.store.StoreUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class UnconsumedQueueWarningTests {

	private final JobQueueFixture fixture = new JobQueueFixture(JobQueueFixture.handler("tidy", null));

	@Test
	void warnsOnceOfAQueueThatNoLiveWorkerConsumes(CapturedOutput output) {
		this.fixture.memory.announce("worker", "", List.of("default"), Duration.ofMinutes(1));

		enqueue("slwo");
		enqueue("slwo");

		assertThat(output).containsOnlyOnce("No live worker consumes the queue 'slwo'");
		assertThat(this.fixture.store.askedForWorkers).isOne();
	}

	@Test
	void keepsQuietWhereAWorkerLives(CapturedOutput output) {
		this.fixture.memory.announce("worker", "", List.of("slow"), Duration.ofMinutes(1));

		enqueue("slow");

		assertThat(output).doesNotContain("No live worker");
	}

	@Test
	void doesNotAskForAQueueThatThisProcessConsumes(CapturedOutput output) {
		this.fixture.consumedHere.add("slow");

		enqueue("slow");

		assertThat(output).doesNotContain("No live worker");
		assertThat(this.fixture.store.askedForWorkers).isZero();
	}

	@Test
	void failureOfTheQuestionIsNotOneOfTheEnqueueAndIsMadeUpFor(CapturedOutput output) {
		this.fixture.store.workersFailure = new StoreUnavailableException("away", new IllegalStateException());
		enqueue("slwo");
		this.fixture.store.workersFailure = null;

		enqueue("slwo");

		assertThat(this.fixture.fetch("slwo")).hasSize(2);
		assertThat(output).containsOnlyOnce("No live worker consumes the queue 'slwo'");
	}

	private void enqueue(String queue) {
		this.fixture.queue.enqueue("tidy", null, JobOptions.defaults().queue(queue));
	}

}
