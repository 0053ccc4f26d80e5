package dev.scheduling.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a worker asks for jobs, waits, or leaves them to others; and what it does while
 * the store is away.
 */
@ExtendWith(OutputCaptureExtension.class)
class WorkerWaitTests extends WorkerFixture {

	private final Gate gate = new Gate();

	private int blocks;

	@Test
	void j19IdleWorkerAsksNothing() {
		WorkerParts worker = worker(1);
		visit(worker);
		int calls = this.leases.calls.size();

		for (int i = 0; i < 10; i++) {
			this.clock.advance(Duration.ofNanos(worker.fetcher().pass()));
		}

		assertThat(worker.fetcher().isIdle()).isTrue();
		assertThat(this.leases.calls).hasSize(calls);
	}

	@Test
	void j19IdleWorkerSendsLessThanOneCommandASecond() {
		WorkerParts worker = worker(1);
		Map<String, Long> next = new HashMap<>();
		Map<String, LongSupplier> loops = Map.of("fetch", worker.fetcher()::pass, "renew", worker.renewer()::pass,
				"reap", worker.reaper()::pass, "announce", worker.announcer()::pass, "report", worker.reports()::pass,
				"block", () -> block(worker));
		int minute = 60_000;
		for (long millis = 0; millis < minute; millis++) {
			for (String loop : loops.keySet()) {
				if (next.getOrDefault(loop, 0L) <= millis) {
					long wait = Duration.ofNanos(loops.get(loop).getAsLong()).toMillis();
					next.put(loop, millis + Math.max(1, wait));
				}
			}
			this.clock.advance(Duration.ofMillis(1));
		}

		long announcements = this.leases.calls("announce");
		long commands = this.leases.calls.size() + announcements + this.heartbeat.calls.size() + this.blocks;
		assertThat(this.blocks).isEqualTo(12);
		assertThat(commands).isBetween(30L, 59L);
	}

	/**
	 * One wait for a marker, and what comes after it: the blocking itself takes real
	 * time.
	 */
	private long block(WorkerParts worker) {
		this.blocks++;
		worker.fetcher().visit();
		worker.fetcher().pass();
		return Duration.ofSeconds(5).toNanos();
	}

	@Test
	void j19MarkerLetsAnIdleWorkerVisitItsQueues() {
		handler("noop", (payload, context) -> null);
		WorkerParts worker = worker(1, "other", QUEUE);
		visit(worker);
		JobId id = enqueue("a", "noop");

		worker.markers().get(0).pass();
		worker.fetcher().pass();
		assertThat(worker.runs().awaitNoneRunning(LEASE)).isTrue();
		worker.fetcher().pass();

		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
	}

	@Test
	void j19FullWorkerWaitsForNoMarker() throws InterruptedException {
		WorkerParts worker = busyWorker(1, this.gate);
		enqueue("b", "long");

		worker.markers().get(0).pass();

		assertThat(worker.fetcher().isIdle()).isFalse();
		assertThat(this.markers.await(List.of(QUEUE), Duration.ZERO)).containsExactly(QUEUE);
		this.gate.open.release(2);
	}

	@Test
	void j19WorkerThatFilledUpBehindItsMarkerPassesTheMarkerOn() throws InterruptedException {
		WorkerParts worker = busyWorker(1, this.gate);
		enqueue("b", "long");
		assertThat(this.markers.await(List.of(QUEUE), Duration.ZERO)).containsExactly(QUEUE);

		visit(worker);

		assertThat(this.markers.await(List.of(QUEUE), Duration.ZERO)).isEqualTo(Set.of(QUEUE));
		this.gate.open.release(2);
	}

	@Test
	void j3FullWorkerLetsDueJobsJoinTheReadyOnes() throws InterruptedException {
		handler("long", this.gate);
		enqueue("a", "long");
		JobId delayed = enqueue("b", QUEUE, envelope("long", null), SECOND);
		WorkerParts worker = worker(1);
		visit(worker);
		this.gate.awaitEntered();

		this.clock.advance(SECOND);
		worker.fetcher().pass();

		assertThat(state(delayed)).isEqualTo(JobState.QUEUED);
		this.gate.open.release(2);
	}

	@Test
	void j20JobFetchedDuringAStopIsHandedBack() {
		AtomicInteger starts = new AtomicInteger();
		handler("noop", (payload, context) -> starts.incrementAndGet());
		JobId id = enqueue("a", "noop");
		WorkerParts worker = worker(1);
		this.leases.beforeAnswer = worker.fetcher()::stopFetching;

		visit(worker);
		assertThat(state(id)).isEqualTo(JobState.RUNNING);
		worker.fetcher().pass();

		assertThat(starts).hasValue(0);
		assertThat(state(id)).isEqualTo(JobState.QUEUED);
	}

	@Test
	void j20FetchIsNotRepeatedDuringAStop() {
		handler("noop", (payload, context) -> null);
		JobId id = enqueue("a", "noop");
		WorkerParts worker = worker(1);
		this.leases.answersToLose = 1;
		visit(worker);
		worker.fetcher().stopFetching();

		this.clock.advance(SECOND);
		worker.fetcher().pass();

		assertThat(this.leases.calls("fetch")).isEqualTo(1);
		this.store.leave("worker-1", Map.of(QUEUE, worker.channels().get(0).received()));
		assertThat(state(id)).isEqualTo(JobState.QUEUED);
	}

	@Test
	void j20StoppingWorkerLeavesDueJobsToOthersAndDoesNotSpin() {
		handler("noop", (payload, context) -> null);
		JobId id = enqueue("a", QUEUE, envelope("noop", null), SECOND);
		WorkerParts worker = worker(1);
		visit(worker);
		worker.fetcher().stopFetching();

		this.clock.advance(SECOND);

		assertThat(worker.fetcher().pass()).isPositive();
		assertThat(this.leases.calls("fetch")).isEqualTo(1);
		assertThat(state(id)).isEqualTo(JobState.SCHEDULED);
	}

	@Test
	void storeAwayIsSaidOnceAndTheWorkerGoesOnByItself(CapturedOutput output) {
		handler("noop", (payload, context) -> null);
		JobId id = enqueue("a", "noop");
		WorkerParts worker = worker(1);
		this.leases.away = true;
		this.heartbeat.away = true;
		worker.fetcher().visit();
		Duration passed = Duration.ZERO;
		while (passed.compareTo(Duration.ofSeconds(30)) < 0) {
			Duration wait = Duration.ofNanos(worker.fetcher().pass());
			assertThat(wait).isPositive();
			worker.markers().get(0).pass();
			worker.reaper().pass();
			worker.announcer().pass();
			worker.reports().pass();
			worker.renewer().pass();
			this.clock.advance(wait);
			passed = passed.plus(wait);
		}
		assertThat(this.leases.calls).hasSizeLessThan(70);

		this.leases.away = false;
		this.heartbeat.away = false;
		this.clock.advance(Duration.ofMillis(500));
		work(worker);
		work(worker);

		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
		this.clock.advance(SECOND);
		visit(worker);
		assertThat(output.getAll().split("does not answer", -1)).hasSize(2);
		assertThat(output.getAll().split("answers again", -1)).hasSize(2);
	}

	@Test
	void reapsEachSecondWhileJobsRunAndSeldomOtherwise() throws InterruptedException {
		handler("long", this.gate);
		WorkerParts worker = worker(1);
		assertThat(worker.reaper().pass()).isEqualTo(LEASE.dividedBy(3).toNanos());
		enqueue("a", "long");
		visit(worker);
		this.gate.awaitEntered();

		assertThat(worker.reaper().pass()).isEqualTo(SECOND.toNanos());
		this.gate.open.release();
	}

	@Test
	void reaperTellsWhenADelayedJobIsDue() {
		WorkerParts worker = worker(1);
		visit(worker);
		enqueue("a", QUEUE, envelope("noop", null), Duration.ofMillis(200));

		worker.reaper().pass();

		assertThat(worker.fetcher().pass()).isEqualTo(Duration.ofMillis(200).toNanos());
	}

	@Test
	void announcesItselfForAsLongAsItLives() {
		WorkerParts worker = worker(1);
		Duration until = Duration.ZERO;
		while (until.compareTo(Duration.ofMinutes(3)) < 0) {
			Duration wait = Duration.ofNanos(worker.announcer().pass());
			assertThat(this.store.workers(QUEUE)).containsExactly("worker-1");
			this.clock.advance(wait);
			until = until.plus(wait);
		}
		assertThat(this.leases.calls("announce")).isEqualTo(9);
	}

}
