package dev.scheduling.worker;

import java.time.Duration;
import java.util.Map;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.annotation.RetryRule;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.queue.JobEnvelope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attempts that are told to stop: time-outs and cancels.
 */
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
		work(worker);

		assertThat(this.gate.interrupted).isTrue();
		assertThat(state(id)).isEqualTo(JobState.SCHEDULED);
		assertThat(stored(id).failures()).isEqualTo(1);
		assertThat(stored(id).error()).contains("longer than its timeout of 30s");
	}

	@Test
	void j10CodeThatIgnoresItsTimeoutKeepsItsPlace() throws InterruptedException {
		Gate stuck = new Gate();
		handler(new JobHandlerDefinition("stuck", QUEUE, 5, SECOND, Duration.ofHours(1), RetryRule.ALL, null,
				(payload, context) -> {
					stuck.entered.release();
					stuck.open.acquireUninterruptibly();
					return "done after all";
				}, "test"));
		handler(counting("noop"));
		JobId id = enqueue("a", "stuck");
		WorkerParts worker = worker(1);
		visit(worker);
		stuck.awaitEntered();
		enqueue("b", "noop");

		this.clock.advance(SECOND);
		worker.timeouts().pass();
		visit(worker);
		assertThat(this.starts).hasValue(0);
		stuck.open.release();
		work(worker);

		assertThat(this.starts).hasValue(1);
		assertThat(stored(id).failures()).isEqualTo(1);
		assertThat(this.store.result(id)).isEmpty();
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
		handler("long", this.gate);
		JobId id = enqueue("a", "long");
		WorkerParts worker = worker(1);
		visit(worker);
		this.gate.awaitEntered();
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

}
