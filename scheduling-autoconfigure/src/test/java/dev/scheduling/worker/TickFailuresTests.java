package dev.scheduling.worker;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.scheduling.job.JobId;
import dev.scheduling.periodic.TaskPause;
import dev.scheduling.periodic.TaskRun.Trigger;
import dev.scheduling.periodic.TickHeaders;
import dev.scheduling.queue.JobEnvelope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule T17 for durable tasks: {@code pause-after-failures}.
 */
class TickFailuresTests extends WorkerFixture {

	private boolean fails = true;

	@Test
	void t17DurableTaskIsPausedAfterDeadRunsInARow() {
		WorkerParts worker = worker();

		run(worker, 1, 2, 1);
		assertThat(pause()).isEmpty();
		run(worker, 2, 2, 1);

		assertThat(pause()).hasValueSatisfying((pause) -> {
			assertThat(pause.reason())
				.isEqualTo("2 failures in a row, the last one: java.lang.IllegalStateException: expected by the test");
			assertThat(pause.since()).isEqualTo(this.clock.instant());
		});
	}

	@Test
	void t17SuccessBeginsTheCountAnew() {
		WorkerParts worker = worker();

		run(worker, 1, 2, 1);
		this.fails = false;
		run(worker, 2, 2, 1);
		this.fails = true;
		run(worker, 3, 2, 1);

		assertThat(pause()).isEmpty();
	}

	@Test
	void t17AttemptThatAnotherOneFollowsIsNoFailureOfTheTask() {
		WorkerParts worker = worker();

		run(worker, 1, 1, 2);
		assertThat(pause()).isEmpty();
		this.clock.advance(Duration.ofMinutes(1));
		work(worker);

		assertThat(pause()).isPresent();
	}

	@Test
	void t17TaskThatWasResumedIsPausedOnlyAfterAsManyFailuresAgain() {
		WorkerParts worker = worker();
		run(worker, 1, 2, 1);
		run(worker, 2, 2, 1);
		this.controls.resume("report", QUEUE);

		run(worker, 3, 2, 1);
		assertThat(pause()).isEmpty();
		run(worker, 4, 2, 1);

		assertThat(pause()).isPresent();
	}

	@Test
	void t17TaskWithoutTheRuleIsNeverPaused() {
		WorkerParts worker = worker();

		run(worker, 1, 0, 1);
		run(worker, 2, 0, 1);

		assertThat(pause()).isEmpty();
	}

	private WorkerParts worker() {
		handler("report", (payload, context) -> {
			if (this.fails) {
				throw new IllegalStateException("expected by the test");
			}
			return null;
		});
		return worker(1);
	}

	private void run(WorkerParts worker, int tick, int pauseAfterFailures, int maxAttempts) {
		Map<String, String> headers = new TickHeaders(this.clock.instant(), Trigger.SCHEDULE, false, pauseAfterFailures)
			.toMap();
		JobId id = enqueue("report~" + tick, QUEUE,
				new JobEnvelope("report", this.clock.instant(), maxAttempts, null, null, headers, null), Duration.ZERO);
		assertThat(id.key()).startsWith("report~");
		work(worker);
	}

	private Optional<TaskPause> pause() {
		return this.controls.read().findPause("report");
	}

}
