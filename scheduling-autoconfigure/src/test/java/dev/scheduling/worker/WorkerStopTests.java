package dev.scheduling.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.annotation.RetryRule;
import dev.scheduling.annotation.Urgency;
import dev.scheduling.job.JobBody;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.queue.JobEnvelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attempts that are told to stop: time-outs and cancels.
 */
@ExtendWith(OutputCaptureExtension.class)
class WorkerStopTests extends WorkerFixture {

	private final Gate gate = new Gate();

	@Test
	void j10AttemptThatTakesTooLongHasFailed() throws InterruptedException {
		handler("slow", this.gate);
		JobId id = enqueue("a", QUEUE,
				new JobEnvelope("slow", this.clock.instant(), null, Duration.ofSeconds(30), null, Map.of(), null),
				Duration.ZERO);
		WorkerParts worker = worker(1);
		visit(worker);
		this.gate.awaitEntered();

		this.clock.advance(Duration.ofSeconds(29));
		assertThat(worker.timeouts().pass()).isEqualTo(SECOND.toNanos());
		assertThat(this.gate.context.isCancelled()).isFalse();
		this.clock.advance(SECOND);
		worker.timeouts().pass();
		this.gate.awaitLeft();
		assertThat(this.gate.context.isCancelled()).isTrue();
		work(worker);

		assertThat(this.gate.interrupted).isTrue();
		assertThat(state(id)).isEqualTo(JobState.SCHEDULED);
		assertThat(stored(id).failures()).isEqualTo(1);
		assertThat(stored(id).error()).contains("longer than its timeout of 30s");
	}

	@Test
	void j10CodeThatIgnoresItsTimeoutKeepsItsPlaceAndLease() throws InterruptedException {
		Gate stuck = deaf("stuck");
		handler(counting("noop"));
		JobId id = enqueue("a", "stuck");
		WorkerParts worker = worker(1);
		visit(worker);
		stuck.awaitEntered();
		enqueue("b", "noop");

		this.clock.advance(SECOND);
		worker.timeouts().pass();
		for (int third = 0; third < 6; third++) {
			advance(LEASE.dividedBy(3));
			worker.renewer().pass();
			visit(worker);
		}
		assertThat(this.starts).hasValue(0);
		assertThat(state(id)).isEqualTo(JobState.RUNNING);
		assertThat(stored(id).failures() + stored(id).crashes()).isZero();
		stuck.open.release();
		work(worker);

		assertThat(this.starts).hasValue(1);
		assertThat(stored(id).failures()).isEqualTo(1);
		assertThat(this.store.result(id)).isEmpty();
	}

	@Test
	void j10StuckHandlerIsReportedOnceTenSecondsAfterItsInterrupt(CapturedOutput output) throws InterruptedException {
		Gate stuck = deaf("stuck");
		JobId id = enqueue("a", "stuck");
		WorkerParts worker = worker(1);
		visit(worker);
		stuck.awaitEntered();
		String report = "Job '" + id
				+ "' still runs after it was interrupted; it keeps its thread until its code returns";

		this.clock.advance(SECOND);
		assertThat(worker.timeouts().pass()).isEqualTo(Duration.ofSeconds(10).toNanos());
		this.clock.advance(Duration.ofMillis(9999));
		worker.timeouts().pass();
		assertThat(output).contains("Job '" + id + "' has taken longer than its timeout and is interrupted")
			.doesNotContain(report);
		for (int i = 0; i < 30; i++) {
			this.clock.advance(SECOND);
			worker.timeouts().pass();
		}

		assertThat(output.getAll().split(report, -1)).hasSize(2);
		stuck.open.release();
	}

	@Test
	void j10HandlerThatHeedsItsTimeoutIsNotReported(CapturedOutput output) throws InterruptedException {
		handler(limited("slow", this.gate));
		enqueue("a", "slow");
		WorkerParts worker = worker(1);
		visit(worker);
		this.gate.awaitEntered();

		timeOut(worker);
		this.clock.advance(Duration.ofSeconds(11));
		worker.timeouts().pass();

		assertThat(output).doesNotContain("still runs");
	}

	@Test
	void j10LastAttemptThatTakesTooLongIsDead() throws InterruptedException {
		handler(limited("slow", this.gate));
		JobId id = enqueue("a", QUEUE, new JobEnvelope("slow", this.clock.instant(), 1, null, null, Map.of(), null),
				Duration.ZERO);
		WorkerParts worker = worker(1);
		visit(worker);
		this.gate.awaitEntered();

		timeOut(worker);

		assertThat(state(id)).isEqualTo(JobState.DEAD);
	}

	@Test
	void j10TimeoutIsWorthAnotherAttemptWhateverTheRulesForFailuresSay() throws InterruptedException {
		RetryRule never = new RetryRule(List.of(), List.of(Exception.class));
		handler(new JobHandlerDefinition("slow", QUEUE, Urgency.NONE, 5, SECOND, Duration.ofHours(1), List.of(), never,
				null, this.gate, "test"));
		JobId id = enqueue("a", "slow");
		WorkerParts worker = worker(1);
		visit(worker);
		this.gate.awaitEntered();

		timeOut(worker);

		assertThat(state(id)).isEqualTo(JobState.SCHEDULED);
	}

	@Test
	void j11CancelledWaitingJobNeverStarts() {
		handler(counting("noop"));
		JobId id = enqueue("a", "noop");
		this.store.cancel(id);

		work(worker(1));

		assertThat(this.starts).hasValue(0);
		assertThat(state(id)).isEqualTo(JobState.CANCELLED);
	}

	@Test
	void j11CancelledRunningJobIsInterruptedWithinASecond() throws InterruptedException {
		WorkerParts worker = busyWorker(1, this.gate);
		JobId id = JobId.of("a", QUEUE);
		assertThat(worker.renewer().pass()).isEqualTo(SECOND.toNanos());
		this.store.cancel(id);

		worker.renewer().pass();
		this.gate.awaitLeft();
		work(worker);

		assertThat(this.gate.interrupted).isTrue();
		assertThat(worker.renewer().pass()).isEqualTo(LEASE.dividedBy(3).toNanos());
		assertThat(state(id)).isEqualTo(JobState.CANCELLED);
	}

	@Test
	void j11CancelledJobEndsSoEvenIfItsCodeReturnsOrFails() throws InterruptedException {
		handler("fails", (payload, context) -> {
			this.gate.run(payload, context);
			throw new IllegalStateException();
		});
		handler("returns", this.gate);
		JobId fails = enqueue("a", "fails");
		JobId returns = enqueue("b", "returns");
		WorkerParts worker = worker(2);
		visit(worker);
		this.gate.awaitEntered();
		this.gate.awaitEntered();
		this.store.cancel(fails);
		this.store.cancel(returns);

		this.gate.open.release(2);
		work(worker);

		assertThat(state(fails)).isEqualTo(JobState.CANCELLED);
		assertThat(state(returns)).isEqualTo(JobState.CANCELLED);
	}

	@Test
	void j11CancelledJobWaitingForItsNextAttemptNeverRunsAgain() {
		handler("fails", (payload, context) -> {
			this.starts.incrementAndGet();
			throw new IllegalStateException();
		});
		JobId id = enqueue("a", "fails");
		WorkerParts worker = worker(1);
		work(worker);
		assertThat(state(id)).isEqualTo(JobState.SCHEDULED);

		this.store.cancel(id);
		advance(Duration.ofSeconds(30));
		work(worker);

		assertThat(this.starts).hasValue(1);
		assertThat(state(id)).isEqualTo(JobState.CANCELLED);
	}

	/** A handler with a timeout of a second that heeds no interrupt. */
	private Gate deaf(String name) {
		Gate stuck = new Gate();
		handler(limited(name, (payload, context) -> {
			stuck.entered.release();
			stuck.open.acquireUninterruptibly();
			return "done after all";
		}));
		return stuck;
	}

	private static JobHandlerDefinition limited(String name, JobBody body) {
		return new JobHandlerDefinition(name, QUEUE, Urgency.NONE, 5, SECOND, Duration.ofHours(1), List.of(),
				RetryRule.ALL, null, body, "test");
	}

	private void timeOut(WorkerParts worker) throws InterruptedException {
		this.clock.advance(SECOND);
		worker.timeouts().pass();
		this.gate.awaitLeft();
		work(worker);
	}

}
