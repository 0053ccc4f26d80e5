package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.LongRunWarning;
import dev.scheduling.lock.InMemoryLockProvider;
import dev.scheduling.lock.RunLock;
import dev.scheduling.queue.PayloadCodec;
import dev.scheduling.queue.RuntimeTaskCodec;
import dev.scheduling.queue.TickJobFactory;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.memory.InMemoryJobStore;
import dev.scheduling.store.memory.InMemoryPeriodicStore;
import dev.scheduling.store.memory.InMemoryTaskControlStore;
import dev.scheduling.testing.MutableClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of ticks while the store does not answer, or its answer is lost.
 */
class TickClaimerTests {

	private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	private final MutableClock clock = new MutableClock(START.toString());

	private final InMemoryPeriodicStore memory = new InMemoryPeriodicStore(this.clock);

	private final FaultyStore store = new FaultyStore(this.memory);

	private final RecordedRuns runs = new RecordedRuns();

	private final AtomicLong nanoTime = new AtomicLong();

	private final TickEngine engine = engine();

	@AfterEach
	void stop() {
		this.engine.stopTicks();
		this.engine.stopRuns(Duration.ZERO);
	}

	@Test
	void t12ClaimWhoseAnswerWasLostIsRepeatedAndRunsItsTick() {
		this.engine.pass();

		this.store.loseAnswers = true;
		step(Duration.ofSeconds(1));
		this.store.loseAnswers = false;
		step(Duration.ofMillis(500));

		Awaitility.await().until(() -> this.memory.ledger("report").counts().get(TickCount.RUN) == 1);
		assertThat(this.runs.nominalTimes()).containsExactly(START.plusSeconds(1));
	}

	@Test
	void t12TicksOfAnOutageAreMadeUpByTheLatestOfThem() {
		this.engine.pass();

		this.store.out = true;
		for (int i = 0; i < 30; i++) {
			step(Duration.ofSeconds(1));
		}
		assertThat(this.runs.nominalTimes()).isEmpty();
		this.store.out = false;
		step(Duration.ofSeconds(1));

		Awaitility.await().until(() -> this.memory.ledger("report").counts().get(TickCount.RUN) == 1);
		assertThat(this.runs.nominalTimes()).containsExactly(START.plusSeconds(31));
		assertThat(this.memory.ledger("report").accounted()).isEqualTo(31);
	}

	@Test
	void t12StoreThatDoesNotAnswerIsAskedTwiceASecond() {
		this.store.out = true;

		for (int i = 0; i < 100; i++) {
			this.nanoTime.addAndGet(Duration.ofMillis(100).toNanos());
			this.clock.advance(Duration.ofMillis(100));
			this.engine.pass();
		}

		assertThat(this.store.registrations).isBetween(18, 21);
	}

	@Test
	void t12TasksAreKnownAsSoonAsTheStoreAnswers() {
		this.store.out = true;
		this.engine.pass();

		this.store.out = false;
		step(Duration.ofSeconds(1));
		step(Duration.ofSeconds(1));

		Awaitility.await().until(() -> this.memory.ledger("report").counts().get(TickCount.RUN) == 1);
	}

	private void step(Duration by) {
		this.clock.advance(by);
		this.nanoTime.addAndGet(by.toNanos());
		this.engine.pass();
	}

	private DurableLane durable() {
		InMemoryJobStore jobs = new InMemoryJobStore(this.clock, new Random());
		return new DurableLane(jobs, jobs, new TickJobFactory(PayloadCodec.create(), this.clock),
				new RuntimeTaskCodec(PayloadCodec.create()));
	}

	private TickEngine engine() {
		AtomicLong calls = new AtomicLong();
		Duration lease = Duration.ofSeconds(10);
		TickSettings settings = new TickSettings("a", lease, () -> "a-" + calls.incrementAndGet(), this.nanoTime::get,
				Executors.defaultThreadFactory());
		TickEngine engine = new TickEngine(settings, this.store, new InMemoryTaskControlStore(), durable(),
				new RunLock(new InMemoryLockProvider(this.clock), lease),
				new InProcessExecutor("test-", 4, 10, false, "test.capacity"),
				new LongRunWarning(Duration.ZERO, System::nanoTime),
				() -> List.of(RecordedRuns.everySecond("report", this.runs)));
		engine.startRuns();
		return engine;
	}

}
