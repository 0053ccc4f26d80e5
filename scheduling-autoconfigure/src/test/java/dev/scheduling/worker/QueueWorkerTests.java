package dev.scheduling.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.job.RetryAfterException;
import dev.scheduling.queue.JobEnvelope;
import dev.scheduling.store.NewJob;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How jobs end, one worker at a time.
 */
class QueueWorkerTests extends WorkerFixture {

	private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

	record Export(String region, int rows) {

	}

	@Test
	void runsAJobWithItsPayloadAndKeepsItsResult() {
		handler(JobHandlerDefinition.of("export", Export.class, (payload, context) -> {
			Export export = (Export) payload;
			this.ran.add("%s %s %s %d".formatted(context.id(), context.name(), context.queue(), context.attempt()));
			return new Export(export.region().toLowerCase(), export.rows() * 2);
		}));
		JobId id = enqueue("a", QUEUE, envelope("export", "{\"region\":\"EMEA\",\"rows\":21}"), Duration.ZERO);

		work(worker(2));

		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
		assertThat(this.ran).containsExactly("a export default 1");
		assertThat(this.store.result(id).map(String::new)).contains("{\"region\":\"emea\",\"rows\":42}");
	}

	@Test
	void awaitsAStageAndKeepsItsResult() {
		handler("stage", (payload, context) -> CompletableFuture.supplyAsync(() -> List.of(1, 2)));
		JobId id = enqueue("a", "stage");

		work(worker(2));

		assertThat(this.store.result(id).map(String::new)).contains("[1,2]");
	}

	@Test
	void j3DelayedJobStartsWhenItIsDueWithoutAMarker() {
		handler("later", (payload, context) -> this.ran.add("later"));
		WorkerParts worker = worker(2);
		JobId id = enqueue("a", QUEUE, envelope("later", null), Duration.ofSeconds(30));
		visit(worker);

		this.clock.advance(Duration.ofMillis(29_999));
		worker.fetcher().pass();
		assertThat(state(id)).isEqualTo(JobState.SCHEDULED);
		this.clock.advance(Duration.ofMillis(1));
		worker.fetcher().pass();
		assertThat(worker.runs().awaitNoneRunning(Duration.ofSeconds(10))).isTrue();

		assertThat(this.ran).containsExactly("later");
		work(worker);
		long asked = this.leases.calls.size();
		assertThat(worker.fetcher().pass()).isPositive();
		assertThat(this.leases.calls).hasSize((int) asked);
	}

	@Test
	void j3WaitEndsWhenTheNextJobIsDue() {
		WorkerParts worker = worker(2);
		enqueue("a", QUEUE, envelope("later", null), Duration.ofMillis(300));
		worker.fetcher().visit();

		assertThat(worker.fetcher().pass()).isEqualTo(Duration.ofMillis(300).toNanos());
	}

	@Test
	void j6FailedJobIsRepeatedInsideItsBand() {
		handler("flaky", (payload, context) -> {
			this.ran.add("attempt " + context.attempt());
			if (context.attempt() < 3) {
				throw new IOException("try " + context.attempt());
			}
			return null;
		});
		JobId id = enqueue("a", "flaky");
		WorkerParts worker = worker(2);

		work(worker);
		assertThat(stored(id).times().dueAt()).isBetween(this.clock.instant(), this.clock.instant().plusSeconds(2));
		this.clock.advance(Duration.ofSeconds(2));
		work(worker);
		assertThat(stored(id).times().dueAt()).isBetween(this.clock.instant(), this.clock.instant().plusSeconds(4));
		assertThat(stored(id).error()).startsWith("java.io.IOException: try 2");
		this.clock.advance(Duration.ofSeconds(4));
		work(worker);

		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
		assertThat(this.ran).containsExactly("attempt 1", "attempt 2", "attempt 3");
	}

	@Test
	void j6HandlerSaysWhenToRepeat() {
		handler("busy", (payload, context) -> {
			throw new RetryAfterException(Duration.ofMinutes(30), "server busy");
		});
		JobId id = enqueue("a", "busy");

		work(worker(2));

		assertThat(stored(id).times().dueAt()).isEqualTo(this.clock.instant().plus(Duration.ofMinutes(30)));
	}

	@Test
	void j7JobIsDeadAfterItsLastAttempt() {
		handler("broken", (payload, context) -> {
			throw new IOException("attempt " + context.attempt());
		});
		JobId id = enqueue("a", "broken");
		WorkerParts worker = worker(2);

		for (int i = 0; i < 5; i++) {
			assertThat(state(id)).isNotEqualTo(JobState.DEAD);
			work(worker);
			this.clock.advance(Duration.ofMinutes(10));
		}

		assertThat(state(id)).isEqualTo(JobState.DEAD);
		assertThat(stored(id).error()).startsWith("java.io.IOException: attempt 5").contains("\tat ");
		assertThat(stored(id).failures()).isEqualTo(5);
		assertThat(stored(id).times().keptUntil()).isEqualTo(stored(id).times().finishedAt().plus(Duration.ofDays(7)));
	}

	@Test
	void producerSaysAttemptsAndRetention() {
		handler("broken", (payload, context) -> {
			throw new IOException("no");
		});
		handler("fine", (payload, context) -> null);
		JobId broken = enqueue("a", QUEUE,
				new JobEnvelope("broken", this.clock.instant(), 1, null, null, Map.of(), null), Duration.ZERO);
		JobId fine = enqueue("b", QUEUE,
				new JobEnvelope("fine", this.clock.instant(), null, null, Duration.ofDays(3), Map.of(), null),
				Duration.ZERO);

		work(worker(2));

		assertThat(state(broken)).isEqualTo(JobState.DEAD);
		assertThat(stored(fine).times().keptUntil()).isEqualTo(this.clock.instant().plus(Duration.ofDays(3)));
	}

	@Test
	void j13JobWithoutRetentionLeavesNothing() {
		handler("fine", (payload, context) -> "result");
		JobId id = enqueue("a", QUEUE,
				new JobEnvelope("fine", this.clock.instant(), null, null, Duration.ZERO, Map.of(), null),
				Duration.ZERO);

		work(worker(2));

		assertThat(this.store.find(id)).isEmpty();
	}

	@Test
	void j14RunsNoMoreThanItsConcurrency() {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		handler("slow", (payload, context) -> {
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			Thread.sleep(5);
			running.decrementAndGet();
			return null;
		});
		for (int i = 0; i < 20; i++) {
			enqueue("job" + i, "slow");
		}

		work(worker(3));

		assertThat(this.store.counts(QUEUE).of(JobState.SUCCEEDED)).isEqualTo(20);
		assertThat(most).hasValueLessThanOrEqualTo(3);
	}

	@Test
	void j18JobWhoseResultCannotBeKeptIsDeadAtOnce() {
		handler("large", (payload, context) -> {
			this.ran.add("large");
			return "x".repeat(300_000);
		});
		JobId id = enqueue("a", "large");

		work(worker(2));

		assertThat(state(id)).isEqualTo(JobState.DEAD);
		assertThat(stored(id).error()).contains("The handler returned, but its result cannot be kept");
		assertThat(this.ran).hasSize(1);
	}

	@Test
	void damagedEnvelopeIsDeadAtOnce() {
		JobId id = JobId.of("a", QUEUE);
		this.store.enqueue(QUEUE, List.of(NewJob.ready(id, new byte[] { 1, 2 })));

		work(worker(2));

		assertThat(state(id)).isEqualTo(JobState.DEAD);
		assertThat(stored(id).error()).contains("no whole envelope");
	}

	@Test
	void j24PostponedJobUsesNoAttempt() {
		handler("locked", (payload, context) -> {
			throw new JobPostponedException(Duration.ofSeconds(7), "its lock is held", null);
		});
		JobId id = enqueue("a", "locked");

		work(worker(2));

		assertThat(stored(id).times().dueAt()).isEqualTo(this.clock.instant().plusSeconds(7));
		assertThat(stored(id).failures()).isZero();
	}

	@Test
	void queuesTakeTurns() throws InterruptedException {
		Gate gate = new Gate();
		handler("a", (payload, context) -> this.ran.add("a") ? gate.run(payload, context) : null);
		handler("b", (payload, context) -> this.ran.add("b") ? gate.run(payload, context) : null);
		for (int i = 0; i < 4; i++) {
			enqueue("a" + i, "a");
			enqueue("b" + i, "other", envelope("b", null), Duration.ZERO);
		}
		WorkerParts worker = worker(1, QUEUE, "other");

		for (int i = 0; i < 8; i++) {
			worker.fetcher().pass();
			gate.awaitEntered();
			gate.open.release();
			assertThat(worker.runs().awaitNoneRunning(LEASE)).isTrue();
		}

		assertThat(Collections.frequency(this.ran.subList(0, 4), "a")).isEqualTo(2);
		assertThat(this.ran).hasSize(8);
	}

	@Test
	void busyWorkerEndsAndFetchesInOneCall() {
		handler("noop", (payload, context) -> null);
		for (int i = 0; i < 100; i++) {
			enqueue("job" + i, "noop");
		}

		work(worker(10));

		assertThat(this.leases.calls("fetch")).isEqualTo(1);
		assertThat(this.leases.calls("completeAndFetch")).isBetween(9L, 12L);
		assertThat(this.leases.calls("complete")).isLessThanOrEqualTo(1);
	}

}
