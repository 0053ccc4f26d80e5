package dev.scheduling.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.LongRunWarning;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.lock.InMemoryLockProvider;
import dev.scheduling.lock.RunLock;
import dev.scheduling.periodic.PeriodicTask;
import dev.scheduling.periodic.Schedule;
import dev.scheduling.periodic.TickHeaders;
import dev.scheduling.periodic.TickJob;
import dev.scheduling.queue.JobEnvelope;
import dev.scheduling.queue.JobEnvelopeCodec;
import dev.scheduling.queue.PayloadCodec;
import dev.scheduling.queue.RuntimeTaskCodec;
import dev.scheduling.queue.TickJobFactory;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobFetch;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.TickCount;
import dev.scheduling.store.memory.InMemoryJobStore;
import dev.scheduling.store.memory.InMemoryPeriodicStore;
import dev.scheduling.store.memory.InMemoryTaskControlStore;
import dev.scheduling.testing.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule J24: a tick of a durable task is a job, admitted by its claim.
 */
class DurableTicksTests {

	private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	private final MutableClock clock = new MutableClock(START.toString());

	private final InMemoryJobStore jobs = new InMemoryJobStore(this.clock, new Random(1));

	private String nonce = "";

	private final TickEngine node = engine("a");

	private final TickEngine other = engine("b");

	@BeforeEach
	void plan() {
		for (TickEngine engine : List.of(this.node, this.other)) {
			engine.pass();
		}
	}

	@AfterEach
	void stop() {
		this.node.stopTicks();
		this.other.stopTicks();
	}

	@Test
	void j24TickIsAJobThatSaysWhatItIsATickOf() {
		tick();

		FetchedJob job = fetch().get(0);
		JobEnvelope envelope = decode(job);
		assertThat(job.lease().id()).isEqualTo(JobId.of("report~" + nominal(1), "reports"));
		assertThat(envelope.handler()).isEqualTo("write-report");
		assertThat(envelope.headers()).isEqualTo(Map.of(TickHeaders.SCHEDULED_FOR, Long.toString(nominal(1))));
		assertThat(envelope.payload()).asString().isEqualTo("\"EMEA\"");
	}

	@Test
	void j24TickIsEnqueuedOnceHoweverManyNodesClaimIt() {
		tick();

		assertThat(this.jobs.counts("reports").of(JobState.QUEUED)).isEqualTo(1);
		assertThat(this.jobs.ledger("reports", "report").counts()).containsEntry(TickCount.RUN, 1L);
	}

	@Test
	void j24WorkersThatWereDownForAHundredTicksRunOne() {
		for (int i = 0; i < 100; i++) {
			tick();
		}

		List<FetchedJob> fetched = fetch();

		assertThat(fetched).extracting((job) -> job.lease().id().key()).containsExactly("report~" + nominal(100));
		assertThat(this.jobs.ledger("reports", "report").accounted()).isEqualTo(100);
	}

	@Test
	void j24TickDuringARunIsSkippedAndTheNextOneAfterItIsNot() {
		tick();
		FetchedJob running = fetch().get(0);
		tick();
		assertThat(fetch()).isEmpty();

		this.jobs.complete(new JobFlush("reports", "worker", "c1",
				List.of(new JobCompletion.Succeeded(running.lease(), null, Duration.ofHours(1)))));
		tick();

		assertThat(fetch()).extracting((job) -> job.lease().id().key()).containsExactly("report~" + nominal(3));
		assertThat(this.jobs.ledger("reports", "report").counts()).containsEntry(TickCount.SKIPPED_OVERLAP, 1L);
	}

	@Test
	void triggeredRunIsAJobAndMovesNothing() {
		this.clock.advance(Duration.ofMillis(500));

		this.node.tasks().trigger("report");

		JobEnvelope job = decode(fetch().get(0));
		assertThat(job.handler()).isEqualTo("write-report");
		assertThat(job.headers()).containsEntry(TickHeaders.TRIGGER, "MANUAL");
		assertThat(this.jobs.ledger("reports", "report").accounted()).isZero();
	}

	private void tick() {
		this.clock.advance(Duration.ofSeconds(1));
		this.node.pass();
		this.other.pass();
	}

	private static long nominal(int tick) {
		return START.plusSeconds(tick).toEpochMilli();
	}

	private static JobEnvelope decode(FetchedJob job) {
		try {
			return new JobEnvelopeCodec().decode(job.envelope());
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private List<FetchedJob> fetch() {
		String received = this.nonce;
		this.nonce = "n" + this.clock.millis();
		return this.jobs.fetch(new JobFetch("reports", "worker", this.nonce, received, 10, Duration.ofSeconds(10)))
			.jobs();
	}

	private TickEngine engine(String name) {
		PeriodicTask task = PeriodicTask.named("report", (context) -> null)
			.schedule(Schedule.interval(Duration.ofSeconds(1), Duration.ZERO))
			.job(new TickJob("write-report", "reports", "EMEA", null, null))
			.build();
		AtomicLong calls = new AtomicLong();
		Duration lease = Duration.ofSeconds(10);
		TickSettings settings = new TickSettings(name, lease, () -> name + "-" + calls.incrementAndGet(),
				System::nanoTime, Executors.defaultThreadFactory());
		return new TickEngine(settings, new InMemoryPeriodicStore(this.clock), new InMemoryTaskControlStore(),
				new DurableLane(this.jobs, this.jobs, new TickJobFactory(PayloadCodec.create(), this.clock),
						new RuntimeTaskCodec(PayloadCodec.create())),
				new RunLock(new InMemoryLockProvider(this.clock), lease),
				new InProcessExecutor("test-", 1, 1, false, "test.capacity"),
				new LongRunWarning(Duration.ZERO, System::nanoTime), () -> List.of(task));
	}

}
