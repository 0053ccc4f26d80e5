package dev.scheduling.execution;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskRunnerTests {

	private final TaskRunner runner = new TaskRunner(System::nanoTime);

	private final RunControl control = new RunControl();

	@Test
	void j10InterruptThatTheCodeDidNotNoticeEndsWithItsRun() {
		ExecutionOutcome outcome = this.runner.run(this.control, () -> {
			this.control.cancel("it takes too long");
			return "result";
		});

		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(outcome).isInstanceOf(ExecutionOutcome.Succeeded.class);
	}

	@Test
	void j10LateCancelDoesNotInterruptWhatTheThreadDoesNext() {
		this.runner.run(this.control, () -> "result");

		this.control.cancel("too late");

		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void j11RunThatWasCancelledBeforeItsStartDoesNotCallItsCode() {
		this.control.cancel("the job was cancelled");

		ExecutionOutcome outcome = this.runner.run(this.control, () -> {
			throw new AssertionError("called");
		});

		assertThat(outcome).isInstanceOf(ExecutionOutcome.Cancelled.class);
	}

}
